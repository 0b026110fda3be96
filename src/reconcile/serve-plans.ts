import { parentPort } from "node:worker_threads";
import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";

/** What a plan worker says: that it may be asked, or what came of what it was asked. */
export type PlanAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "error"; readonly error: unknown };

/** The inside of a plan worker: answers each observation that it is sent with a plan. */
export function servePlans(plan: (observation: Observation) => Plan | Promise<Plan>): void {
  const say = (answer: PlanAnswer): void => parentPort?.postMessage(answer);
  parentPort?.on("message", async (observation: Observation) => {
    try {
      say({ kind: "plan", plan: await plan(observation) });
    } catch (error) {
      say({ kind: "error", error });
    }
  });
  say({ kind: "ready" });
}
