import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import { planArchive } from "./archive/plan-archive.ts";
import { brake } from "./brake.ts";
import { planIncident } from "./incident/plan-incident.ts";
import { planPull } from "./pull/plan-pull.ts";
import { planReminders } from "./reminders/plan-reminders.ts";

/** What to do about what was seen. Pure: the same observation gives the same plan. */
export function planFor(observation: Observation): Plan {
  return brake(decide(observation), observation.config.brake);
}

function decide(observation: Observation): Plan {
  switch (observation.kind) {
    case "incident":
      return planIncident(observation);
    case "pull":
      return planPull(observation);
    case "archive":
      return planArchive(observation);
    case "reminders":
      return planReminders(observation);
  }
}
