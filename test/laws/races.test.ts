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
      expect(apart(endOf(raced))).toEqual(apart(endOf(alone)));
    }),
    runs,
  );
  console.log(`law 4: ${looks} looks at incidents, pull requests, archives and reminders by two workers: 1 end each`);
});

type Files = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Without what depends on who was first and harms nobody: how many check runs a commit has (GitHub shows the newest, and the
 * next look has one conclusion), and what of the default branch was there when an incident's branch began.
 */
function apart(end: unknown): unknown {
  const { checks, files, ...rest } = end as { checks: readonly { runs: number }[]; files: Files };
  const own = Object.entries(files).map(([branch, all]) => {
    const id = /^incident\/(.+)$/.exec(branch)?.[1] ?? "";
    return [branch, Object.fromEntries(Object.entries(all).filter(([path]) => path.includes(id)))];
  });
  return { ...rest, files: Object.fromEntries(own), checks: checks.map(({ runs: _, ...check }) => check) };
}
