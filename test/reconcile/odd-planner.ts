import { threadId } from "node:worker_threads";
import type { Plan } from "../../src/model/effect.ts";
import type { Observation } from "../../src/model/observation.ts";
import { servePlans } from "../../src/reconcile/serve-plans.ts";

/** Runs in a plan worker: does what the observation's `kind` says, and answers with its thread's number as a note. */
servePlans((observation: Observation): Plan => {
  const kind: string = observation.kind;
  const until = kind === "slow" ? Number.POSITIVE_INFINITY : Date.now() + Number(kind.split(" ")[1] ?? 0);
  while (Date.now() < until);
  if (kind === "broken") throw new TypeError("Unexpected broken observation");
  if (kind === "dead") process.exit(3);
  return { effects: [], notes: [String(threadId)], settles: true };
});
