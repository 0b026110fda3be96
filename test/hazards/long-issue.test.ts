import { expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import { tick } from "../laws/ends.ts";
import { peopledWorld } from "../laws/history.ts";
import { label, openIssue, say } from "../memory/people.ts";
import { pass } from "../memory/world.ts";

it("hazard 13: an issue that was long before it was an incident gets one summary", { timeout: 600_000 }, async () => {
  const world = peopledWorld();
  const number = openIssue(world, "trent", { title: "Search is slow" });
  for (let comment = 0; comment < 150; comment++) {
    pass(world, 1);
    say(world, "trent", number, comment % 10 === 0 ? "/resolve" : `It is slow (${comment}).`);
  }
  label(world, "alice", number, "incident");
  await tick(world);
  for (let entry = 0; entry < 4; entry++) {
    pass(world, 600);
    say(world, "alice", number, `/timeline entry ${entry}`);
    await tick(world, { rounds: 1 });
  }
  await tick(world);
  const ours = [...world.comments.values()].filter(({ author }) => author.login === world.self);
  const keys = ours.map(({ body }) => keyIn(body)).filter((key) => !key?.startsWith("due:"));
  console.log(`hazard 13: 150 comments before the label: ${keys.filter((key) => key === "summary").length} summary`);
  expect(keys.toSorted()).toEqual(["form", "summary"]);
});
