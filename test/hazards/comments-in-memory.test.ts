import { expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import type { Target } from "../../src/model/target.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { randomFrom } from "../github/random.ts";
import { untilDone } from "../laws/ends.ts";
import { peopledWorld } from "../laws/history.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { openIssue, say } from "../memory/people.ts";
import { pass } from "../memory/world.ts";
import { hesitant } from "./hesitant.ts";
import { doubled } from "./reading.ts";

const orders = 60;
const workers = 3;
const patient = { sleep: async () => {}, random: () => 0 };
const words = ["/severty sev1", "/help", "/resolve"];

it("hazard 2: workers in any order make each comment once, and none is lost with those that die", {
  timeout: 600_000,
}, async () => {
  let made = 0;
  let died = 0;
  let left = 0;
  for (let seed = 1; seed <= orders; seed++) {
    const random = randomFrom(seed);
    const world = peopledWorld();
    const said: string[] = [];
    const note = (effect: Effect, phase: string): void => {
      if (phase === "after" && effect.kind === "comment" && effect.id === null)
        said.push(`#${effect.on} ${effect.key}`);
      // Some die of what they claim, before they have made it.
      if (phase === "after" && effect.kind === "claim" && random() < 0.2) throw new Error("died");
    };
    const issue = openIssue(world, "alice", { title: "Down", body: "It is down", labels: ["incident"] });
    const incident: Target = { kind: "incident", issue };
    for (const word of ["", ...words, "", ""]) {
      if (word === "") pass(world, 7200);
      else say(world, "alice", issue, word);
      const targets = word === "" ? [incident, { kind: "reminders" } as const] : [incident];
      const work = targets.flatMap((target) =>
        Array.from({ length: workers }, () =>
          reconcile(target, hesitant(world, random, note), patient).catch((error: Error) => {
            if (error.message !== "died") throw error;
            died++;
            return undefined;
          }),
        ),
      );
      left += (await Promise.all(work)).filter((one) => one?.again !== undefined).length;
      for (const target of targets)
        await untilDone(
          world,
          target,
          memoryHost(world, {
            crash: (effect, phase) => {
              if (effect.kind === "comment") note(effect, phase);
            },
          }),
        );
    }
    const opening = said.filter((name) => / (?:form|summary)$/.test(name)).toSorted();
    expect({ seed, doubled: doubled(said), opening }).toEqual({ seed, doubled: 0, opening: ["#1 form", "#1 summary"] });
    expect({ seed, replies: said.filter((name) => / reply:/.test(name)).length }).toEqual({
      seed,
      replies: 3,
    });
    expect(said.filter((name) => name.includes(" due:")).length).toBeGreaterThanOrEqual(3);
    made += said.length;
  }
  console.log(
    `hazard 2: ${orders} orders of ${workers} workers: ${made} comments, 0 made twice, ${died} workers died of a claim, ${left} times left to another`,
  );
  expect(died).toBeGreaterThan(0);
  expect(left).toBeGreaterThan(0);
});
