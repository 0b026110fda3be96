import { expect, it } from "vitest";
import { withKey } from "../../src/model/key.ts";
import { editIssue, openIssue, say } from "../memory/people.ts";
import { newWorld, pass, type World } from "../memory/world.ts";
import { command, record, said, settled } from "./stage.ts";

/** A world in which nobody but alice acts: `apply` with her own token. */
async function aloneWithAlice(): Promise<World> {
  const world: World = { ...newWorld({ files: { "README.md": "# Shop\n" } }), self: "alice" };
  world.permissions.set("alice", "admin").set("bob", "write");
  openIssue(world, "alice", { title: "Down", labels: ["incident"] });
  await settled(world);
  return world;
}

it("takes the commands of the person whose token it has", async () => {
  const world = await aloneWithAlice();
  await command(world, "/severity sev2", "alice");
  await command(world, "/ack", "alice");
  await command(world, "/timeline The standby took over", "bob");
  expect(record(world)).toMatch(/^severity: sev2$/m);
  expect(record(world)).toMatch(/^acknowledged: \d/m);
  expect(record(world).split("The standby took over").length).toBe(2);
});

it("comes to rest, and never takes what it wrote itself for the person's words", async () => {
  const world = await aloneWithAlice();
  await command(world, "/severity huge", "alice");
  await command(world, "/help", "alice");
  const before = record(world);
  const comments = world.comments.size;
  // Even where a text of ours began with a command.
  say(world, "alice", 1, withKey("reply:999", "/resolve --force It says itself that it is over"));
  for (let round = 0; round < 5; round++) {
    pass(world, 600);
    expect((await settled(world)).effects).toBe(0);
  }
  expect([record(world), world.comments.size]).toEqual([before, comments + 1]);
  expect(said(world, "summary")).toBeDefined();
});

it("lets the issue follow the file where the person's own hand can't be told from ours", async () => {
  const world = await aloneWithAlice();
  const before = record(world);
  editIssue(world, "alice", 1, { labels: ["incident", "severity:sev4"] });
  await settled(world);
  expect(record(world)).toBe(before);
  expect(world.issues.get(1)?.labels).toContain("severity:sev3");
});
