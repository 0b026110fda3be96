import fc from "fast-check";
import { expect, it } from "vitest";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { randomFrom } from "../github/random.ts";
import { hesitant } from "../hazards/hesitant.ts";
import type { World } from "../memory/world.ts";
import { endOf, targetsOf, tick } from "./ends.ts";
import { act, histories, peopledWorld, type Step } from "./history.ts";

const runs = { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) };
const patient = { sleep: async () => {}, random: () => 0, retries: 50 };

async function lived(steps: readonly Step[], work: (world: World) => Promise<unknown>): Promise<World> {
  const world = peopledWorld();
  for (const [index, step] of steps.entries()) {
    act(world, step);
    // Numbers of issues depend on who was first: incidents that are opened one after the other are opened before ours.
    if (steps[index + 1]?.do !== "open") await work(world);
  }
  await tick(world);
  return world;
}

it("law 4: workers that look at everything at the same moment come to the end of one", {
  timeout: 600_000,
}, async () => {
  let looks = 0;
  await fc.assert(
    fc.asyncProperty(histories, fc.integer(), async (steps, seed) => {
      const random = randomFrom(seed);
      const alone = await lived(steps, (world) => tick(world, { rounds: 1 }));
      const raced = await lived(steps, async (world) => {
        const work = [0, 1].flatMap(() =>
          targetsOf(world).map((target) => reconcile(target, hesitant(world, random), patient)),
        );
        looks += work.length;
        await Promise.all(work);
        await tick(world, { rounds: 1 });
      });
      expect(withoutRuns(endOf(raced))).toEqual(withoutRuns(endOf(alone)));
    }),
    runs,
  );
  console.log(`law 4: ${looks} looks at incidents, pull requests, archives and reminders by two workers: 1 end each`);
});

/** Two processes may each make the first check run of a commit; GitHub shows the newest, and the next look has one conclusion. */
function withoutRuns(end: unknown): unknown {
  const { checks, ...rest } = end as { checks: readonly { runs: number }[] };
  return { ...rest, checks: checks.map(({ runs: _, ...check }) => check) };
}
