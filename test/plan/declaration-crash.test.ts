import { expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { endOf, tick } from "../laws/ends.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue } from "../memory/people.ts";
import { newWorld, type World } from "../memory/world.ts";

function opened(body: string): World {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  world.permissions.set("alice", "write");
  openIssue(world, "alice", { title: "Down", body, labels: ["incident"] });
  return world;
}

it.each([
  ["before", "### Severity\n\nenormous"],
  ["after", "### Severity\n\nenormous"],
  // The label that follows from the guess must not look like what the declaration said.
  ["before", "It is down"],
  ["after", "It is down"],
])("a declaration that stops %s any effect is finished: the questions are asked too, of %j", async (phase, body) => {
  const calm = opened(body);
  await tick(calm);
  for (let nth = 0; nth < 14; nth++) {
    const world = opened(body);
    let seen = 0;
    const crash = (_: Effect, at: string): void => {
      if (at === phase && seen++ === nth) throw new Error("crash");
    };
    await reconcile({ kind: "incident", issue: 1 }, memoryHost(world, { crash })).catch(() => {});
    await tick(world);
    expect(endOf(world), `effect ${nth}`).toEqual(endOf(calm));
  }
});
