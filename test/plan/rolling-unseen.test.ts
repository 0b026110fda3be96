import { expect, it } from "vitest";
import { StaleError } from "../../src/model/errors.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { merge, push } from "../memory/people.ts";
import { newWorld, type World } from "../memory/world.ts";

const archive = { kind: "archive" } as const;
const hasty = { retries: 2, sleep: async () => {}, random: () => 0 };

function guarded(): World {
  const world = newWorld({
    files: { "README.md": "# Shop\n", ".github/gitcident.yml": "runbook: { offer: false }\n" },
  });
  world.protected.add("main");
  return world;
}

function archived(world: World, number: number): void {
  const text = `---\nid: INC-2025-00${number}\ntitle: Down\nseverity: sev2\nstatus: resolved\n---\n`;
  push(world, "alice", "main", `incidents/2025/INC-2025-00${number}.md`, text);
}

/** Another process's view, whose lists are too old to show any pull request. */
function behind(world: World) {
  const host = memoryHost(world);
  return { ...host, source: { ...host.source, pulls: async () => [] } };
}

const pullsOf = (world: World) => [...world.pulls.values()].map(({ number, state }) => `${number} ${state}`);

it("leaves a rolling pull request open that its lists don't show yet", async () => {
  const world = guarded();
  archived(world, 1);
  await reconcile(archive, memoryHost(world), hasty);
  const [opened] = pullsOf(world);
  archived(world, 2);
  await expect(reconcile(archive, behind(world), hasty)).rejects.toThrow(StaleError);
  expect(pullsOf(world)).toEqual([opened]);
  await reconcile(archive, memoryHost(world), hasty);
  expect(pullsOf(world)).toEqual([opened]);
  const [pull] = world.pulls.values();
  merge(world, pull?.number ?? 0);
  const { effects } = await reconcile(archive, memoryHost(world), hasty);
  expect(effects).toBe(0);
});

it("begins anew what a merged one left", async () => {
  const world = guarded();
  archived(world, 1);
  await reconcile(archive, memoryHost(world), hasty);
  const [pull] = world.pulls.values();
  merge(world, pull?.number ?? 0);
  archived(world, 2);
  await reconcile(archive, memoryHost(world), hasty);
  expect(pullsOf(world).map((one) => one.split(" ")[1])).toEqual(["closed", "open"]);
});
