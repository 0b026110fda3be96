import { expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { endOf } from "../laws/ends.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue } from "../memory/people.ts";
import { newWorld, type World } from "../memory/world.ts";
import { settled } from "./stage.ts";

function opened(): World {
  const world = newWorld({ files: { "README.md": "# Shop\n" } });
  world.permissions.set("alice", "write");
  openIssue(world, "alice", { title: "Down", body: "### Severity\n\nenormous", labels: ["incident"] });
  return world;
}

it.each(["before", "after"])(
  "a declaration that stops %s any effect is finished: the questions are asked too",
  async (phase) => {
    const calm = opened();
    await settled(calm);
    for (let nth = 0; nth < 14; nth++) {
      const world = opened();
      let seen = 0;
      const crash = (_: Effect, at: string): void => {
        if (at === phase && seen++ === nth) throw new Error("crash");
      };
      await reconcile({ kind: "incident", issue: 1 }, memoryHost(world, { crash })).catch(() => {});
      await settled(world);
      expect(endOf(world), `effect ${nth}`).toEqual(endOf(calm));
    }
  },
);
