import { expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import type { Target } from "../../src/model/target.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { endOf, targetsOf, tick, untilDone } from "../laws/ends.ts";
import { peopledWorld } from "../laws/history.ts";
import { type Crash, memoryHost } from "../memory/memory-host.ts";
import type { World } from "../memory/world.ts";
import { life, live } from "./life.ts";

class Stop extends Error {}
type Phase = Parameters<Crash>[1];
const phases: readonly Phase[] = ["before", "half", "after"];
const patient = { sleep: async () => {}, random: () => 0 };

/** Every target once, as a tick brings them into order; `until` sees each target before it is worked on. */
async function sweep(world: World, crash: Crash, until: (target: Target) => void): Promise<void> {
  for (let round = 0; round < 2; round++) {
    for (const target of targetsOf(world)) {
      until(target);
      await reconcile(target, memoryHost(world, { crash }), patient);
    }
  }
}

it("hazard 5: a stop before, in or after each effect of a whole life is made good in two passes", {
  timeout: 600_000,
}, async () => {
  let stops = 0;
  let most = 0;
  const kinds = new Set<string>();
  const world = peopledWorld();
  for (const moment of life) {
    live(world, moment);
    const calm = structuredClone(world);
    await tick(calm);
    const end = endOf(calm);
    for (const phase of phases) {
      for (let nth = 0; ; nth++) {
        const stopped = structuredClone(world);
        let seen = 0;
        let at: Target | undefined;
        let effect: Effect | undefined;
        const crash = (one: Effect, now: Phase): void => {
          if (now !== phase || seen++ !== nth) return;
          effect = one;
          throw new Stop();
        };
        await sweep(stopped, crash, (target) => {
          at = target;
        }).catch((error: unknown) => {
          if (!(error instanceof Stop)) throw error;
        });
        if (!effect || !at) break;
        stops++;
        kinds.add(`${effect.kind}`);
        const { passes, settled } = await untilDone(stopped, at, memoryHost(stopped));
        most = Math.max(most, passes);
        const place = `${moment.what}: ${effect.kind} ${phase}`;
        expect({ place, settled, passes: passes <= 2 ? "at most 2" : passes }).toEqual({
          place,
          settled: true,
          passes: "at most 2",
        });
        await tick(stopped);
        expect({ place, end: endOf(stopped) }).toEqual({ place, end });
      }
    }
    await tick(world);
  }
  console.log(`hazard 5: ${stops} stops in ${kinds.size} kinds of effects: 0 doubled, 0 lost, at most ${most} passes`);
  expect(stops).toBeGreaterThan(150);
});
