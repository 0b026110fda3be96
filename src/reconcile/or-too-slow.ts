import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import { PlanTimeoutError } from "./plan-timeout-error.ts";

type Planner = (observation: Observation, target: Target) => Promise<Plan>;

/** The planner, with a plan that tells people where it was stopped for taking too long. */
export function orTooSlow(plan: Planner): Planner {
  return async (observation, target) => {
    try {
      return await plan(observation, target);
    } catch (error) {
      if (!(error instanceof PlanTimeoutError)) throw error;
      const { planTooSlow } = await import("../plan/too-slow.ts");
      return planTooSlow(observation);
    }
  };
}
