import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import { planBroken } from "./incident/plan-broken.ts";
import { planSlowPull } from "./pull/plan-pull.ts";

/** What to do about a target whose texts take too long to read: say so where people look, and touch nothing. */
export function planTooSlow(observation: Observation): Plan {
  if (observation.kind === "pull") return planSlowPull(observation);
  const { kind } = observation;
  const record = kind === "incident" ? observation.record : null;
  if (kind === "incident" && observation.issue && record && !record.archived) {
    return planBroken(observation, observation.issue, record, {
      reason: "Unexpected text that takes over 2 s to read",
      line: 1,
    });
  }
  return { effects: [], notes: [`The texts of this ${kind} take too long to read`], settles: true };
}
