import fc from "fast-check";
import { expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { keyIn } from "../../src/model/key.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { memoryHost } from "../memory/memory-host.ts";
import type { World } from "../memory/world.ts";
import { endOf, targetsOf, tick } from "./ends.ts";
import { act, histories, incidentsOf, peopledWorld, plainHistories, type Step } from "./history.ts";

const runs = { numRuns: Number(process.env["GITCIDENT_RUNS"] ?? 200) };
const slow = 600_000;

async function lived(
  steps: readonly Step[],
  between: (world: World) => Promise<unknown> = async () => {},
): Promise<World> {
  const world = peopledWorld();
  for (const [index, step] of steps.entries()) {
    act(world, step);
    if (steps[index + 1]?.do !== "open") await between(world);
  }
  return world;
}

it("law 1: settles within 5 passes, and a second reconcile does nothing", { timeout: slow }, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (steps) => {
      const world = await lived(steps, (one) => tick(one, { rounds: 2 }));
      const first = await tick(world);
      expect(first.passes).toBeLessThanOrEqual(5);
      expect(await tick(world, { rounds: 1 })).toMatchObject({ effects: 0, passes: 1 });
    }),
    runs,
  );
});

class Crash extends Error {}

it("law 2: a crash before, in or after any effect changes nothing about the end", { timeout: slow }, async () => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.nat({ max: 60 }),
      fc.constantFrom("before", "half", "after"),
      async (steps, nth, phase) => {
        const half = Math.ceil(steps.length / 2);
        const prepare = async (): Promise<World> => {
          const world = await lived(steps.slice(0, half), (one) => tick(one, { rounds: 1 }));
          for (const step of steps.slice(half)) act(world, step);
          return world;
        };
        const calm = await prepare();
        await tick(calm);
        const crashed = await prepare();
        let seen = 0;
        const crash = (_: Effect, at: string): void => {
          if (at === phase && seen++ === nth) throw new Crash();
        };
        await tick(crashed, { crash }).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
        await tick(crashed);
        expect(endOf(crashed)).toEqual(endOf(calm));
      },
    ),
    runs,
  );
});

it("law 3: deliveries may be dropped, doubled, delayed and reordered", { timeout: slow }, async () => {
  await fc.assert(
    fc.asyncProperty(plainHistories, fc.infiniteStream(fc.nat({ max: 5 })), async (steps, luck) => {
      const orderly = await lived(steps, (world) => tick(world, { rounds: 1 }));
      await tick(orderly);
      const late: (() => Promise<unknown>)[] = [];
      const messy = await lived(steps, async (world) => {
        const deliveries = targetsOf(world).map((target) => () => reconcile(target, memoryHost(world)));
        for (const deliver of deliveries) {
          const fate = luck.next().value;
          if (fate === 1) await deliver();
          if (fate === 2) for (const again of [deliver, deliver]) await again();
          if (fate === 3) late.unshift(deliver);
        }
        if (luck.next().value === 0) for (const deliver of late.splice(0)) await deliver();
      });
      await tick(messy);
      expect(endOf(messy)).toEqual(endOf(orderly));
    }),
    runs,
  );
});

it("law 4: two workers, and people who push meanwhile, lose nothing", { timeout: slow }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 12 }), async (fates) => {
      const world = peopledWorld();
      act(world, { do: "open", form: true });
      await tick(world);
      const [issue = 0] = incidentsOf(world);
      const hosts = [memoryHost(world), memoryHost(world)];
      const work: Promise<unknown>[] = [];
      for (const [index, fate] of fates.entries()) {
        act(world, { do: "say", pick: 0, by: "bob", text: "/severty sev1" });
        act(world, { do: "say", pick: 0, by: "alice", text: `/timeline entry number ${index} of them` });
        for (const host of hosts)
          work.push(
            reconcile({ kind: "incident", issue }, host, { sleep: async () => {}, random: () => 0, retries: 50 }),
          );
        if (fate === 1) act(world, { do: "edit", pick: 0, line: `A person's line ${index}.` });
        if (fate === 2) await Promise.all(work.splice(0));
      }
      await Promise.all(work);
      await tick(world);
      const keys = [...world.comments.values()]
        .filter(({ author }) => author.login === world.self)
        .map(({ body }) => keyIn(body));
      expect(keys).toHaveLength(new Set(keys).size);
      const branch = [...world.branches.keys()].find((name) => name.startsWith("incident/")) ?? "";
      const text =
        [...(world.commits.get(world.branches.get(branch) ?? "")?.files ?? [])].find(([path]) =>
          path.startsWith("incidents/"),
        )?.[1] ?? "";
      for (const [index, fate] of fates.entries()) {
        expect(text.split(`entry number ${index} of them`)).toHaveLength(2);
        if (fate === 1) expect(text).toContain(`A person's line ${index}.`);
      }
    }),
    runs,
  );
});
