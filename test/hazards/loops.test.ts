import { expect, it } from "vitest";
import { keyIn } from "../../src/model/key.ts";
import { tick } from "../laws/ends.ts";
import { peopledWorld } from "../laws/history.ts";
import { editIssue, openIssue, say } from "../memory/people.ts";
import { pass, type World } from "../memory/world.ts";
import { incident, life, live } from "./life.ts";

/** What we said so far, in the order in which we said it. */
const ours = (world: World): readonly string[] =>
  [...world.comments.values()].filter(({ author }) => author.login === world.self).map(({ body }) => body);

/** A world in which we have said everything that we ever say to an incident that runs. */
async function talkedTo(): Promise<World> {
  const world = peopledWorld();
  for (const moment of life.slice(0, -5)) {
    live(world, moment);
    await tick(world, { rounds: 1 });
  }
  await tick(world);
  return world;
}

const quoted = (body: string): string => body.replaceAll(/^/gm, "> ");

it("hazard 11: our own words, fed back, do nothing", { timeout: 600_000 }, async () => {
  const world = await talkedTo();
  const bodies = ours(world);
  const voices: readonly (readonly [string, string, (body: string) => string])[] = [
    ["helpful[bot]", "another bot", (body) => body],
    ["alice", "a person", (body) => body],
    ["alice", "a person quoting", quoted],
    ["alice", "a person quoting and thanking", (body) => `${quoted(body)}\n\nThank you.`],
    ["mallory", "a stranger", (body) => body],
  ];
  let writes = 0;
  for (const [login, , voice] of voices) {
    for (const body of bodies) {
      pass(world, 5);
      say(world, login, incident, voice(body));
      writes += (await tick(world, { rounds: 1 })).effects;
    }
  }
  expect(bodies.length).toBeGreaterThanOrEqual(4);
  expect(writes).toBe(0);
  // Said by ourselves a second time, as two workers would: the second goes, and then there is quiet.
  for (const body of bodies) say(world, world.self, incident, body);
  await tick(world);
  const after = await tick(world);
  expect(ours(world).map(keyIn)).toEqual(bodies.map(keyIn));
  console.log(
    `hazard 11: ${bodies.length} of our comments as ${voices.length} others: ${writes} writes; as ourselves: ${after.effects} writes after quiet`,
  );
  expect(after.effects).toBe(0);
});

const slips = ["/severty sev1", "/assign nobody"];
it.each([
  ["another bot", "helpful[bot]", 0, slips],
  ["a program with a person's account", "bob", 3, slips],
  ["a program that asks for help", "bob", 3, ["/help", "/help ack"]],
  ["a program whose commands are done with a remark", "bob", 3, ["/runbook absent.md", "/service -absent"]],
  ["a program that tells secrets", "bob", 3, ["/timeline [masked: AWS access key]", "/cause [masked: GitHub token]"]],
])(
  "hazard 11: %s that answers each of our comments stops hearing from us",
  { timeout: 600_000 },
  async (what, login, most, texts) => {
    const world = await talkedTo();
    const before = ours(world).length;
    for (const text of texts) say(world, login, incident, text);
    let heard = before;
    let rounds = 0;
    for (; rounds < 40; rounds++) {
      pass(world, 1);
      await tick(world, { rounds: 1 });
      // It answers whatever it reads, and once more for good measure.
      const now = ours(world).length;
      if (now === heard && rounds > 5) break;
      heard = now;
      for (const text of texts) say(world, login, incident, text);
    }
    const said = ours(world).length - before;
    console.log(`hazard 11: ${what}, ${rounds} rounds within a minute: ${said} comments by us`);
    expect(said).toBeLessThanOrEqual(most);
    await tick(world);
    expect((await tick(world)).effects).toBe(0);
  },
);

it("hazard 11: a program that closes what we reopen hears why three times a minute", { timeout: 600_000 }, async () => {
  const world = peopledWorld();
  const issue = openIssue(world, "alice", { title: "Database down", labels: ["incident"] });
  await tick(world);
  pass(world, 60);
  const before = ours(world).length;
  for (let round = 0; round < 20; round++) {
    pass(world, 2);
    editIssue(world, "bob", issue, { state: "closed" });
    await tick(world, { rounds: 1 });
    expect(world.issues.get(issue)?.state).toBe("open");
  }
  const said = ours(world).length - before;
  console.log(`hazard 11: an issue closed 20 times within a minute: ${said} comments by us`);
  expect(said).toBe(3);
  expect((await tick(world)).effects).toBe(0);
});
