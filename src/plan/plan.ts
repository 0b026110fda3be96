import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import { brake } from "./brake.ts";
import { claimFirst } from "./claim-first.ts";
import { planIncident } from "./incident/plan-incident.ts";
import { planPull } from "./pull/plan-pull.ts";
import { planReminders } from "./reminders/plan-reminders.ts";

/** What to do about what was seen. Pure: the same observation gives the same plan. */
export async function planFor(observation: Observation): Promise<Plan> {
  return claimFirst(brake(await decide(observation), observation.config.brake), observation);
}

/** What draws the archive's pictures is large, and loaded only when there is an archive to plan for. */
function decide(observation: Observation): Plan | Promise<Plan> {
  switch (observation.kind) {
    case "incident":
      return planIncident(observation);
    case "pull":
      return planPull(observation);
    case "archive":
      return import("./archive/plan-archive.ts").then(({ planArchive }) => planArchive(observation));
    case "reminders":
      return planReminders(observation);
  }
}
