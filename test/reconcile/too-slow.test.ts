import { expect, it } from "vitest";
import { orTooSlow } from "../../src/reconcile/or-too-slow.ts";
import { PlanTimeoutError } from "../../src/reconcile/plan-timeout-error.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { tick } from "../laws/ends.ts";
import { act, peopledWorld } from "../laws/history.ts";
import { memoryHost } from "../memory/memory-host.ts";

const stopped = orTooSlow(async (_, target) => {
  throw new PlanTimeoutError(target.kind, 2000);
});

it("hazard 21: a pull request that can't be read in time fails its check, once", async () => {
  const world = peopledWorld();
  act(world, { do: "open", form: true });
  await tick(world);
  act(world, { do: "edit", pick: 0, line: "A word." });
  const host = memoryHost(world);
  const first = await reconcile({ kind: "pull", number: 2 }, host, { plan: stopped });
  expect(first).toMatchObject({ effects: 1, settled: true });
  const run = [...world.checks.values()].at(-1);
  expect(run).toMatchObject({ conclusion: "failure" });
  expect(run?.findings[0]?.message).toContain("takes over 2 s to read");
  expect((await reconcile({ kind: "pull", number: 2 }, host, { plan: stopped })).effects).toBe(0);
});

it("hazard 21: a record that can't be read in time is said on its issue, once, and left as it is", async () => {
  const world = peopledWorld();
  act(world, { do: "open", form: true });
  await tick(world);
  const before = world.branches.get("incident/INC-2025-001");
  act(world, { do: "say", pick: 0, by: "alice", text: "/ack" });
  const host = memoryHost(world);
  for (const effects of [1, 0])
    expect((await reconcile({ kind: "incident", issue: 1 }, host, { plan: stopped })).effects).toBe(effects);
  expect(world.branches.get("incident/INC-2025-001")).toBe(before);
  expect([...world.comments.values()].at(-1)?.body).toContain("takes over 2 s to read");
});

it("lets every other failure through", async () => {
  const broken = orTooSlow(async () => {
    throw new TypeError("a bug");
  });
  await expect(broken({} as never, { kind: "archive" })).rejects.toThrow(TypeError);
});
