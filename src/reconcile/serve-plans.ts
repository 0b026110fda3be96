import { parentPort } from "node:worker_threads";
import type { Plan } from "../model/effect.ts";
import type { Observation } from "../model/observation.ts";

/** What a plan worker says: that it may be asked, or what came of what it was asked. */
export type PlanAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "plan"; readonly plan: Plan }
  | { readonly kind: "error"; readonly error: unknown };

/** What a plan worker is sent when it shall end. */
export const theEnd = "end";

/** The inside of a plan worker: answers each observation that it is sent with a plan, and ends when it is told to. */
export function servePlans(plan: (observation: Observation) => Plan | Promise<Plan>): void {
  const say = (answer: PlanAnswer): void => parentPort?.postMessage(answer);
  parentPort?.on("message", async (observation: Observation | typeof theEnd) => {
    if (observation === theEnd) {
      parentPort?.close();
      return;
    }
    try {
      say({ kind: "plan", plan: await plan(observation) });
    } catch (error) {
      say({ kind: "error", error });
    }
  });
  say({ kind: "ready" });
}
