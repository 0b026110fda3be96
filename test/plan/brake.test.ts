import { expect, it } from "vitest";
import { editIssue, merge, openIssue, push, say } from "../memory/people.ts";
import { newWorld, pass, type World } from "../memory/world.ts";
import { branch, command, declared, edit, path, record, said, settled } from "./stage.ts";

const archive = { kind: "archive" } as const;
const reminders = { kind: "reminders" } as const;

async function merged(items: number, files: Record<string, string> = {}): Promise<World> {
  const world = await declared({ files });
  await command(world, "/resolve --force");
  const lines = Array.from({ length: items }, (_, n) => `- [ ] Do thing ${n} @bob due:2025-02-01\n`).join("");
  edit(world, (text) => text.replace("## Action items\n", `## Action items\n\n${lines}`));
  merge(world, 2);
  return world;
}

const actions = (world: World) => [...world.issues.values()].filter(({ labels }) => labels.includes("action-item"));

it("20 action items become issues", async () => {
  const world = await merged(20);
  await settled(world, archive);
  expect(actions(world)).toHaveLength(20);
  expect(said(world, "brake")).toBeUndefined();
});

it("21 do not: nothing is opened, the rest still happens, and people learn how many and which key, once", async () => {
  const world = await merged(21);
  const { notes } = await settled(world, archive);
  expect(actions(world)).toHaveLength(0);
  expect(notes.join()).toMatch(/Brake: 21 issues/);
  expect(said(world, "brake")).toMatch(/21 issues.*at most 20.*`brake: 21`/s);
  expect(record(world, "main")).toMatch(/^status: closed$/m);
  expect(await settled(world, archive)).toMatchObject({ effects: 0 });
  push(world, "alice", "main", ".github/gitcident.yml", "brake: 21\n");
  await settled(world, archive);
  expect(actions(world)).toHaveLength(21);
});

it("an archive that was adopted says it in the notes, having no issue to say it on", async () => {
  const text = `---\ntitle: Old\nseverity: sev1\nstatus: closed\n---\n\n## Action items\n\n${"- [ ] Old thing N\n".repeat(30).replaceAll(/N/g, (_, at: number) => `${at}`)}`;
  const world = newWorld({ files: { "incidents/2020/INC-2020-900.md": text } });
  const { notes } = await settled(world, archive);
  expect(notes.join()).toMatch(/Brake: 30 issues/);
  expect(actions(world)).toHaveLength(0);
});

it("reminders are never silenced: as many as fit, and the rest with the next looks", async () => {
  const world = newWorld({ files: { ".github/gitcident.yml": "brake: 5\n" } });
  world.permissions.set("alice", "write");
  for (let n = 0; n < 12; n++) openIssue(world, "alice", { title: `Down ${n}`, labels: ["incident", "severity:sev4"] });
  for (let issue = 1; issue <= 12; issue++) await settled(world, { kind: "incident", issue });
  pass(world, 9 * 3600);
  const saidSoFar = () => [...world.comments.values()].filter(({ body }) => body.includes("Nobody has answered"));
  for (const expected of [5, 10, 12, 12]) {
    await settled(world, reminders);
    expect(saidSoFar()).toHaveLength(expected);
  }
  expect(new Set(saidSoFar().map(({ issue }) => issue)).size).toBe(12);
});

it("bad commands beyond the brake are answered with the next looks, and good ones between them are done", async () => {
  const world = await declared({ files: { ".github/gitcident.yml": "brake: 5\n" } });
  for (let n = 0; n < 17; n++) {
    pass(world, 30);
    say(world, "alice", 1, n === 9 ? "/ack" : "/severty sev1");
  }
  await settled(world);
  const replies = [...world.comments.values()].filter(({ body }) => body.includes("Unexpected command"));
  expect(replies).toHaveLength(16);
  expect(record(world)).toContain("Acknowledged");
});

it("the due date of an action item flows to its issue", async () => {
  const world = await merged(1);
  await settled(world, archive);
  const [issue] = actions(world);
  push(world, "alice", "main", path, record(world, "main").replace("due:2025-02-01", "due:2025-03-01"));
  await settled(world, archive);
  expect(issue?.body).toContain("- Due: 2025-03-01");
  expect(await settled(world, archive)).toMatchObject({ effects: 0 });
});

it("commands after the merge are answered below the brake too", async () => {
  const world = await merged(0, { ".github/gitcident.yml": "brake: 5\n" });
  await settled(world, archive);
  for (let n = 0; n < 12; n++) {
    pass(world, 30);
    say(world, "alice", 1, "/ack");
  }
  await settled(world);
  expect(
    [...world.comments.values()].filter(({ body }) => body.includes("The post-mortem is merged, so")),
  ).toHaveLength(12);
  editIssue(world, "alice", 1, { state: "open" });
  await settled(world);
  expect(world.issues.get(1)?.state).toBe("closed");
  expect(said(world, "closed")).toMatch(/Closed again/);
  expect(world.branches.has(branch)).toBe(true);
});
