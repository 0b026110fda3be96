import fc from "fast-check";
import { expect, it } from "vitest";
import type { Target } from "../../src/model/target.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { apply } from "../../src/reconcile/apply.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { pass, type World } from "../memory/world.ts";
import { targetsOf } from "./ends.ts";
import { act, histories, peopledWorld } from "./history.ts";

/** One pass at a time: where a plan said that it settles, the next look at once must find nothing. Returns what a second one would do. */
async function leftAfter(world: World, target: Target): Promise<readonly string[]> {
  const host = memoryHost(world);
  for (let looked = 0; looked < 8; looked++) {
    const plan = await planFor(await observe(lookAt(target, host.now()), host.source));
    await apply(plan, host, () => {});
    if (plan.again !== undefined) pass(world, plan.again);
    if (!plan.settles) continue;
    const next = await planFor(await observe(lookAt(target, host.now()), host.source));
    return next.effects.map((effect) => `${JSON.stringify(target)} still wants ${JSON.stringify(effect)}`);
  }
  return [];
}

it("law 1: a plan that says that it settles is followed by an empty one", { timeout: 600_000 }, async () => {
  let settled = 0;
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (steps, thorough) => {
      const world = peopledWorld();
      for (const step of steps) {
        act(world, step);
        for (const target of targetsOf(world)) {
          const seen = target.kind === "incident" && !thorough ? { kind: target.kind, issue: target.issue } : target;
          expect(await leftAfter(world, seen)).toEqual([]);
          settled += 1;
        }
      }
    }),
    { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) },
  );
  console.log(`law 1: ${settled} plans that said that they settle, 0 followed by another effect`);
});
