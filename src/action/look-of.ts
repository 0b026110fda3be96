import type { Look } from "../model/ask.ts";
import type { Observation } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import type { Instant } from "../model/time.ts";

/** The look at one target; those of other kinds are not loaded, since a job's process looks at one or two. */
export async function lookOf(target: Target): Promise<(_: Target, now: Instant) => Look<Observation>> {
  switch (target.kind) {
    case "incident": {
      const { lookAtIncident } = await import("../observe/incident.ts");
      return (_, now) => lookAtIncident(target, now);
    }
    case "pull": {
      const { lookAtPull } = await import("../observe/pull.ts");
      return (_, now) => lookAtPull(target, now);
    }
    case "merge-group": {
      const { lookAtMergeGroup } = await import("../observe/pull.ts");
      return (_, now) => lookAtMergeGroup(target, now);
    }
    case "archive": {
      const { lookAtArchive } = await import("../observe/archive.ts");
      return (_, now) => lookAtArchive(now);
    }
    case "reminders": {
      const { lookAtReminders } = await import("../observe/reminders.ts");
      return (_, now) => lookAtReminders(now);
    }
  }
}
