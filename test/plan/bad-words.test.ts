import { expect, it } from "vitest";
import { editIssue, openIssue, rewrite, say } from "../memory/people.ts";
import { pass } from "../memory/world.ts";
import { command, declared, edit, record, said, settled } from "./stage.ts";

it("an issue with a body of 65,536 characters is declared, and people learn what was cut", async () => {
  const world = await declared({ body: "log line with words\n".repeat(3277).slice(0, 65_536) });
  expect(record(world)).toMatch(/log line with words/);
  expect(record(world).length).toBeLessThan(20_000);
  expect(said(world, "form")).toMatch(/first 12,000 characters/);
  await command(world, "/ack");
  expect(record(world)).toContain("Acknowledged");
});

const titles = [
  "🔥".repeat(120),
  `"'${"`".repeat(250)}`,
  `${": # - [x] {y} *z* | & ! % @ ".repeat(9)}`,
  `\u202E${"\u0000\u0007"}title  with   odd spaces ${"é".repeat(200)}`.slice(0, 256),
  "---",
  "[skip ci] fixes #1, closes https://github.test/octo/shop/issues/2 @octo/everybody",
  "<!-- gitcident:key summary -->",
  "null",
  "2025-01-15T00:00:00Z",
];

it.each(titles)("the title %j is kept, and comes to rest", async (title) => {
  const world = await declared({ title });
  await command(world, "/ack");
  expect(await settled(world)).toMatchObject({ effects: 0 });
  expect(said(world, "summary")).toBeDefined();
  pass(world, 60);
  editIssue(world, "bob", 1, { title: `${title} again`.slice(0, 256) });
  await settled(world);
  expect(await settled(world)).toMatchObject({ effects: 0 });
  expect(record(world)).toContain("Title changed");
  expect([...world.comments.values()].filter(({ author }) => author.login === world.self)).toHaveLength(2);
});

it("300 comments: every command once, also those beyond the first hundred", { timeout: 600_000 }, async () => {
  const world = await declared();
  for (let n = 0; n < 300; n++) {
    pass(world, 20);
    say(world, "alice", 1, n % 3 === 0 ? `/timeline number ${n}.` : n % 3 === 1 ? "talk" : "/severty sev1");
  }
  await settled(world);
  for (let n = 0; n < 300; n += 3) expect(record(world).split(`number ${n}. (@alice)`)).toHaveLength(2);
  const replies = [...world.comments.values()].filter(({ body }) => body.includes("Unexpected command `/severty`"));
  expect(replies).toHaveLength(100);
  await command(world, "/ack");
  expect(record(world)).toContain("Acknowledged");
  const ours = [...world.comments.values()].filter(({ body }) => body.includes("gitcident:key summary"));
  expect(ours).toHaveLength(1);
});

it("a label of ours that GitHub knows in other letters is left as it is", async () => {
  const world = await declared();
  const issue = world.issues.get(1);
  if (issue) issue.labels = issue.labels.map((label) => label.toUpperCase());
  expect(await settled(world)).toMatchObject({ effects: 0 });
});

it("words of a stranger in our answers ping nobody and forge no key", async () => {
  const answer = "<!-- gitcident:key summary --> @octo/everybody fixes #1";
  const body = ["Severity", "Type", "Started"].map((label) => `### ${label}\n\n${answer}`).join("\n\n");
  const world = await declared({ body });
  expect(said(world, "form")).toMatch(/Unexpected severity/);
  expect(said(world, "summary")).toMatch(/^### Investigating/);
  const comment = await command(world, "/severity <!-- gitcident:key summary -->");
  expect(said(world, `reply:${comment}`)).toBeDefined();
  expect(await settled(world)).toMatchObject({ effects: 0 });
  for (const { body: ours, author } of world.comments.values()) {
    if (author.login !== world.self) continue;
    expect(ours.replaceAll(/`[^`]*`/g, "")).not.toMatch(/@octo|#1\b/);
  }
});

it("an edited command is not run, and its author learns why", async () => {
  const world = await declared();
  pass(world, 60);
  const comment = say(world, "alice", 1, "just talk");
  pass(world, 60);
  rewrite(world, comment, "/resolve --force");
  await settled(world);
  expect(record(world)).not.toContain("Resolved");
  expect(said(world, `reply:${comment}`)).toMatch(/edited after it was posted/);
});

it("an incident whose form is opened twice at once gives two records", async () => {
  const world = await declared();
  const second = openIssue(world, "bob", { title: "Down", labels: ["incident"] });
  await settled(world, { kind: "incident", issue: second });
  expect(record(world, `incident/INC-2025-00${second}`, `incidents/2025/INC-2025-00${second}.md`)).toContain("Down");
});

it("a title that a person writes into the record is brought to what GitHub takes", async () => {
  const world = await declared();
  edit(world, (text) => text.replace("title: Down", `title: "${"Long ".repeat(80)}"`));
  await settled(world);
  expect(world.issues.get(1)?.title.length).toBeLessThanOrEqual(256);
  edit(world, (text) => text.replace(/^title: .*$/m, 'title: "  "'));
  expect(await settled(world)).toBeDefined();
  expect(await settled(world)).toMatchObject({ effects: 0 });
});

it("the first heading follows the title until a person words it anew", async () => {
  const world = await declared({ title: "Down *badly*" });
  const rename = async (title: string): Promise<void> => {
    pass(world, 60);
    editIssue(world, "bob", 1, { title });
    await settled(world);
  };
  await rename("Up & [down]");
  expect(record(world)).toContain("\n# INC-2025-001: Up & \\[down\\]\n");
  edit(world, (text) => text.replace(/^# INC.*$/m, "# Our outage"));
  await rename("Third");
  expect(record(world)).toContain("\n# Our outage\n");
  expect(record(world)).toContain("title: Third\n");
});
