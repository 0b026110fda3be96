import { describe, expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import { tick } from "../laws/ends.ts";
import { say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";
import { declared } from "./stage.ts";

const slips = ["/severty sev1", "/assign nobody", "/resovle", "/updat x", "/impct a=1", "/ak", "/timelin x", "/caus x"];
const usages = [
  "/severity <name>",
  "/assign <role> @user",
  "/resolve [",
  "/update [",
  "/impact key",
  "/ack [",
  "/timeline [",
  "/cause <",
];
const answers = (world: World): readonly string[] =>
  [...world.comments.values()].flatMap(({ author, body }) =>
    author.login === world.self && keyIn(body)?.startsWith("reply:") ? body : [],
  );

describe("eight slips within a minute", () => {
  it.each([
    ["seen at once", false],
    ["seen one by one", true],
  ])("%s: three answers, and every usage", async (_, each) => {
    const world = await declared();
    for (const slip of slips) {
      pass(world, 5);
      say(world, "alice", 1, slip);
      if (each) await tick(world, { rounds: 1 });
    }
    await tick(world, { rounds: 1 });
    expect(answers(world)).toHaveLength(3);
    for (const usage of usages) expect(answers(world).join("\n").split(`Usage: \`${usage}`)).toHaveLength(2);
    const marked = [...world.comments.values()].filter(({ reactions }) => (reactions?.confused ?? 0) > 0);
    expect(marked).toHaveLength(slips.length);
    expect(await tick(world)).toMatchObject({ effects: 0 });
  });

  it("seen at once or one by one: the same words", async () => {
    const [together, apart] = [await declared(), await declared()];
    for (const slip of slips) {
      for (const world of [together, apart]) {
        pass(world, 5);
        say(world, "alice", 1, slip);
      }
      await tick(apart, { rounds: 1 });
    }
    await tick(together, { rounds: 1 });
    const neutral = (world: World) =>
      answers(world)
        .join("\n")
        .replaceAll(/(issuecomment-|reply:)\d+/g, "$1N");
    expect(neutral(together)).toBe(neutral(apart));
  });
});
