import { expect, it } from "vitest";
import { printClaim, readClaim } from "../../src/model/claim.ts";
import type { Effect } from "../../src/model/effect.ts";
import { StaleError } from "../../src/model/errors.ts";
import { addSeconds, type Instant } from "../../src/model/time.ts";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { apply } from "../../src/reconcile/apply.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { push } from "../memory/people.ts";
import { clockOf, commitOf, newWorld, pass, type World } from "../memory/world.ts";

const archive = { kind: "archive" } as const;
const path = "reports/opening.json";
const patient = { sleep: async () => {}, random: () => 0 };

function merged(): World {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  const items = "- [ ] Mend it\n- [ ] Watch it\n";
  const text = `---\nid: INC-2025-007\ntitle: Down\nseverity: sev2\nstatus: resolved\n---\n\n## Action items\n\n${items}`;
  push(world, "alice", "main", "incidents/2025/INC-2025-007.md", text);
  return world;
}

const claimOf = (world: World) => commitOf(world, "main")?.files.get(path);
const claimedBy = (worker: string, until: Instant): string => printClaim({ worker, until });

async function planned(world: World) {
  const host = memoryHost(world);
  return planFor(await observe(lookAt(archive, host.now()), host.source));
}

it("lands a claim before it opens issues, and gives it back with their numbers", async () => {
  const world = merged();
  const kinds = (await planned(world)).effects.map(({ kind }) => kind);
  expect(kinds.slice(0, 3)).toEqual(["commit", "open-issue", "open-issue"]);
  const seen: (string | undefined)[] = [];
  const crash = (effect: Effect): void => void (effect.kind === "open-issue" && seen.push(claimOf(world)));
  expect((await reconcile(archive, memoryHost(world, { crash }), patient)).settled).toBe(true);
  expect(seen.map((text) => readClaim(text, clockOf(world)) !== undefined)).not.toContain(false);
  expect(claimOf(world)).toBeUndefined();
  expect(world.issues.size).toBe(2);
});

it("leaves the archive alone while another process claims it, and no longer", async () => {
  const world = merged();
  push(world, "gitcident[bot]", "main", path, claimedBy("another", addSeconds(clockOf(world), 25)));
  for (const again of [10, 10, 5]) {
    const done = await reconcile(archive, memoryHost(world), patient);
    expect(done).toMatchObject({ settled: false, effects: 0, again, passes: 1 });
    pass(world, again);
  }
  expect(await reconcile(archive, memoryHost(world), patient)).toMatchObject({ settled: true });
  expect(world.issues.size).toBe(2);
  expect(claimOf(world)).toBeUndefined();
});

it.each([
  ["is none", "[]\n"],
  ["is cut off", '{"worker":"another","un'],
  ["has no time", '{"worker":"another","until":"soon"}'],
  ["is for longer than any of ours", claimedBy("another", "2099-01-01T00:00:00Z")],
])("passes over a claim that %s", async (_, text) => {
  const world = merged();
  push(world, "alice", "main", path, text);
  expect(await reconcile(archive, memoryHost(world), patient)).toMatchObject({ settled: true });
  expect(world.issues.size).toBe(2);
  expect(claimOf(world)).toBeUndefined();
});

it("opens nothing once half of the claim's time has gone, and claims anew", async () => {
  const world = merged();
  const host = memoryHost(world);
  const plan = await planFor(await observe(lookAt(archive, host.now()), host.source));
  const crash = ({ kind }: Effect, phase: string): void => {
    if (kind === "open-issue" && phase === "after") pass(world, 60);
  };
  const slow = memoryHost(world, { crash });
  await expect(apply(plan, { ...host, sink: slow.sink }, () => {})).rejects.toThrow(StaleError);
  expect(world.issues.size).toBe(1);
  const first = claimOf(world);
  const [commit, open] = (await planFor(await observe(lookAt(archive, host.now()), host.source))).effects;
  expect([commit?.kind, open?.kind]).toEqual(["commit", "open-issue"]);
  expect(await reconcile(archive, host, patient)).toMatchObject({ settled: true });
  expect([first === undefined, claimOf(world), world.issues.size]).toEqual([false, undefined, 2]);
});

it("goes on under its own claim without another commit, and looks again a little later", async () => {
  const world = merged();
  const host = memoryHost(world);
  const look = async () => planFor(await observe(lookAt(archive, host.now()), host.source));
  const [claim] = (await look()).effects;
  await apply({ effects: claim ? [claim] : [], notes: [], settles: false }, host, () => {});
  const { effects, again } = await look();
  expect([effects.map(({ kind }) => kind), again]).toEqual([["open-issue", "open-issue"], 2]);
});
