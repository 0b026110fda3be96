import fc from "fast-check";
import { expect, it } from "vitest";
import type { Observation } from "../../src/model/observation.ts";
import type { Target } from "../../src/model/target.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { memoryHost } from "../memory/memory-host.ts";
import type { World } from "../memory/world.ts";
import { targetsOf, tick } from "./ends.ts";
import { act, histories, peopledWorld } from "./history.ts";

const runs = { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) };

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

async function seen(world: World, target: Target): Promise<Observation> {
  const host = memoryHost(world);
  return observe(lookAt(target, host.now()), host.source);
}

it("law 7: a planner changes nothing that it is given, and says the same twice", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (steps, between) => {
      const world = peopledWorld();
      for (const step of steps) {
        act(world, step);
        if (between) await tick(world, { rounds: 1 });
      }
      for (const target of targetsOf(world)) {
        const observation = frozen(await seen(world, target));
        const first = await planFor(observation);
        expect(await planFor(observation)).toEqual(first);
        // A copy that shares nothing with it: no plan hangs on identity, or on what an earlier call left behind.
        expect(await planFor(frozen(structuredClone(observation)))).toEqual(first);
      }
    }),
    runs,
  );
});
