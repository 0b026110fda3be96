import type { Look } from "../model/ask.ts";
import type { Observation } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import { lookAtArchive } from "./archive.ts";
import { lookAtIncident } from "./incident.ts";
import { lookAtMergeGroup, lookAtPull } from "./pull.ts";
import { lookAtReminders } from "./reminders.ts";

/** What must be read to decide about a target, asked step by step. */
export function lookAt(target: Target, now: Instant): Look<Observation> {
  switch (target.kind) {
    case "incident":
      return lookAtIncident(target, now);
    case "pull":
      return lookAtPull(target, now);
    case "merge-group":
      return lookAtMergeGroup(target, now);
    case "archive":
      return lookAtArchive(now);
    case "reminders":
      return lookAtReminders(now);
  }
}
