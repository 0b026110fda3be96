import type { Host } from "../host/host.ts";
import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";
import type { Target } from "../model/target.ts";
import { lookAt } from "../observe/look.ts";
import { type Settled, type SettleOptions, settle } from "./settle.ts";

/** Brings a target into order: `settle` with our looks and, unless another is given, our planner in this thread. */
export function reconcile(target: Target, host: Host, options: Partial<SettleOptions> = {}): Promise<Settled> {
  return settle(target, host, { look: lookAt, plan: planHere, ...options });
}

/** Whoever plans elsewhere need not load the planners. */
async function planHere(observation: Observation): Promise<Plan> {
  return (await import("../plan/plan.ts")).planFor(observation);
}
