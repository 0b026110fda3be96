import { expect, it } from "vitest";
import { lookAt } from "../../src/observe/look.ts";
import { planFor } from "../../src/plan/plan.ts";
import { observe } from "../../src/reconcile/observe.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { peopledWorld } from "../laws/history.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";

const patient = { sleep: async () => {}, random: () => 0 };

async function declared(): Promise<{ world: World; issue: number }> {
  const world = peopledWorld();
  const issue = openIssue(world, "alice", { title: "Down", body: "It is down", labels: ["incident"] });
  await reconcile({ kind: "incident", issue }, memoryHost(world), patient);
  return { world, issue };
}

it("claims what is answered, not what the process that landed the record says at a declaration", async () => {
  const { world, issue } = await declared();
  expect(world.comments.size).toBe(2);
  expect([...world.claims]).toEqual([]);
  const asked = [say(world, "alice", issue, "/severty sev1"), say(world, "alice", issue, "/help")];
  const host = memoryHost(world);
  const seen = await observe(lookAt({ kind: "incident", issue }, host.now()), host.source);
  const { effects } = await planFor(seen);
  expect(effects.map(({ kind }) => kind)).toEqual(["claim", "claim", "comment", "react", "comment", "react"]);
  expect(effects.flatMap((effect) => (effect.kind === "claim" ? effect.name : []))).toEqual(
    asked.map((id) => `${issue}/reply_3a_${id}`),
  );
  for (const effect of effects) if (effect.kind === "comment") expect(effect.until).toBe("2025-01-15T02:30:30Z");
});

it("gives claims back when their comments are long there, and not before", async () => {
  const { world, issue } = await declared();
  say(world, "alice", issue, "/severty sev1");
  await reconcile({ kind: "incident", issue }, memoryHost(world), patient);
  expect(world.claims.size).toBe(1);
  const left: number[] = [];
  for (let minutes = 0; minutes < 4; minutes++) {
    pass(world, 240);
    const done = await reconcile({ kind: "reminders" }, memoryHost(world), patient);
    expect(done.settled).toBe(true);
    left.push(world.claims.size);
  }
  expect(left).toEqual([1, 1, 0, 0]);
});
