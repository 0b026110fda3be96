import { expect, it } from "vitest";
import { dropBranch, merge, push } from "../memory/people.ts";
import { commitOf, moveBranch, pass } from "../memory/world.ts";
import { branch, command, declared, edit, path, pullOf, record, said, settled } from "./stage.ts";

const configPath = ".github/gitcident.yml";

it.each([
  ["a key without its colon", (text: string) => text.replace("severity: sev3", "severity sev3\n  - x"), /Line \d+/],
  [
    "an open bracket",
    (text: string) => text.replace("services: []", "services: [checkout"),
    /Line \d+\]\(.*end with a \\\]\./,
  ],
  ["no frontmatter", (text: string) => text.replace("---\n", ""), /Line 1.*frontmatter/s],
  ["a second document", (text: string) => text.replace("---\n\n#", "\n#"), /Line \d+/],
  [
    "an alias bomb",
    (text: string) =>
      text.replace(
        "impact: {}",
        [
          "a: &a [x,x,x,x,x,x,x,x,x]",
          ...["b", "c", "d", "e"].map(
            (name, at) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcde"[at]}`).join(",")}]`,
          ),
          "impact: *e",
        ].join("\n"),
      ),
    /aliases/,
  ],
  [
    "20 KB of frontmatter",
    (text: string) => text.replace("impact: {}", `impact: {}\nlog: |\n${"  some words\n".repeat(1600)}`),
    /16 KB/,
  ],
  ["a NUL byte", (text: string) => text.replace("## Summary", "## Summary\u0000"), /NUL/],
])("a record with %s is left alone, said, and goes on once it is mended", async (_, damage, says) => {
  const world = await declared();
  const good = record(world);
  edit(world, damage);
  await command(world, "/ack");
  await command(world, "/timeline Something happened");
  expect(said(world, "broken")).toMatch(says);
  expect(record(world)).toBe(damage(good));
  expect(await settled(world)).toMatchObject({ effects: 0 });
  edit(world, () => good);
  await settled(world);
  expect(record(world)).toContain("Acknowledged (@alice)");
  expect(record(world)).toContain("Something happened (@alice)");
  expect(said(world, "broken")).toBeUndefined();
});

it("a record that is no text, or too large, is said and never written over", async () => {
  const world = await declared();
  edit(world, (text) => text + "x".repeat(1_100_000));
  const large = record(world);
  await command(world, "/ack");
  expect(said(world, "broken")).toMatch(/UTF-8 text of at most 1 MB/);
  expect(record(world)).toBe(large);
});

it("a comment of 1 MB keeps its beginning, and the person learns it", async () => {
  const world = await declared();
  const comment = await command(world, `/timeline ${"word ".repeat(200_000)}`);
  expect(said(world, `note:c${comment}`)).toMatch(/10000 characters/);
  expect(record(world).split("word ").length).toBeGreaterThan(1900);
  await command(world, `/timeline ${"[a](b)*c*`d`<e>".repeat(60_000)}`);
  await command(world, `/update ${"@octo/everybody #1 ".repeat(50_000)}`);
  await command(world, "/timeline the last");
  expect(record(world)).toContain("the last (@alice)");
  expect(said(world, "broken")).toBeUndefined();
});

it("commands that would make the record unreadable are refused, one by one", async () => {
  const world = await declared();
  for (let n = 0; n < 40; n++) await command(world, `/cause ${n} ${"because ".repeat(70)}`);
  const last = await command(world, "/cause one more ".padEnd(600, "x"));
  expect(said(world, `reply:${last}`)).toMatch(/could not be read with it: Unexpected frontmatter of over 16 KB/);
  expect(said(world, "broken")).toBeUndefined();
  await command(world, "/timeline goes on");
  expect(record(world)).toContain("goes on");
});

it("a branch that a person deletes comes back with all that it held, and its pull request is open again", async () => {
  const world = await declared();
  await command(world, "/ack");
  const before = record(world);
  dropBranch(world, branch);
  expect(pullOf(world)?.state).toBe("closed");
  await settled(world);
  expect(record(world)).toBe(before);
  expect(pullOf(world)).toMatchObject({ number: 2, state: "open" });
  await command(world, "/timeline after the loss");
  expect(record(world)).toContain("after the loss");
});

it("a branch that a person pushes back gets its entries again, each once", async () => {
  const world = await declared();
  const start = commitOf(world, branch)?.sha ?? "";
  await command(world, "/ack");
  await command(world, "/timeline one");
  await command(world, "/severity sev2");
  moveBranch(world, branch, start);
  await settled(world);
  for (const words of ["Acknowledged (@alice)", "one (@alice)", "Severity raised from sev3 to sev2 (@alice)"]) {
    expect(record(world).split(words)).toHaveLength(2);
  }
});

it("a renamed record goes on under its id", async () => {
  const world = await declared();
  const text = record(world);
  push(world, "bob", branch, path, null);
  push(world, "bob", branch, "incidents/2025/INC-2025-001-down.md", text);
  await command(world, "/ack");
  expect(record(world, branch, "incidents/2025/INC-2025-001-down.md")).toContain("Acknowledged");
  expect(record(world)).toBe("");
});

it("a record renamed beyond recognition gets its name back", async () => {
  const world = await declared();
  const text = record(world);
  push(world, "bob", branch, path, null);
  push(world, "bob", branch, "docs/our-outage.md", text);
  await command(world, "/ack");
  expect(record(world)).toContain("Acknowledged");
  expect(record(world, branch, "docs/our-outage.md")).toBe("");
});

it("a deleted record is made again from its issue, entries and all", async () => {
  const world = await declared();
  await command(world, "/ack");
  await command(world, "/timeline one");
  push(world, "bob", branch, path, null);
  await settled(world);
  expect(record(world)).toContain("Acknowledged (@alice)");
  expect(record(world)).toContain("one (@alice)");
  expect(pullOf(world)).toMatchObject({ number: 2, state: "open" });
});

it("a merged record that a person deletes is not declared a second time", async () => {
  const world = await declared();
  await command(world, "/resolve --force");
  merge(world, 2);
  dropBranch(world, branch);
  push(world, "bob", "main", path, null);
  const { effects, notes } = await settled(world);
  expect(effects).toBe(0);
  expect(notes.join()).toMatch(/is merged and its record is not on main/);
  expect(world.branches.has(branch)).toBe(false);
});

it("id, issue and cursor that a person edits are mended, and no entry is lost or doubled", async () => {
  const world = await declared();
  await command(world, "/ack");
  await command(world, "/timeline one");
  edit(world, (text) =>
    text
      .replace("id: INC-2025-001", "id: INC-1999-666")
      .replace("issue: 1", "issue: many")
      .replace(/cursor: .*/, "cursor: what is this?"),
  );
  await command(world, "/timeline two");
  expect(record(world)).toMatch(/^id: INC-2025-001$/m);
  expect(record(world)).toMatch(/^issue: 1$/m);
  expect(record(world)).toMatch(/^cursor: 2025-\S+\/c\d+/m);
  expect(record(world).split("two (@alice)")).toHaveLength(2);
});

it.each(["yesterday", "2025-02-30T00:00:00Z", "T8:00", "[1, 2]", "{}"])(
  "times that a person mistyped (%s) stop nothing",
  async (time) => {
    const world = await declared();
    edit(world, (text) => text.replace(/^(started|detected|declared): .*$/gm, `$1: ${time}`));
    pass(world, 7200);
    await settled(world);
    await settled(world, { kind: "reminders" });
    await command(world, "/ack");
    await command(world, "/resolve --force");
    expect(record(world)).toContain(`declared: ${time}`);
    expect(record(world)).toContain("Resolved although");
  },
);

it("fields of the wrong kind stop nothing", async () => {
  const world = await declared();
  edit(world, (text) =>
    text
      .replace("severity: sev3", "severity: 42")
      .replace("status: investigating", "status: burning")
      .replace("services: []", "services: checkout")
      .replace("roles: {}", "roles: [alice]")
      .replace("title: Down", "title: [a, b]")
      .replace("type: availability", `type: "${"very ".repeat(30)}odd\\ntype"`),
  );
  await command(world, "/ack");
  expect(said(world, "summary")).toMatch(/status unknown/i);
  await command(world, "/severity sev2");
  await command(world, "/status identified");
  expect(record(world)).toMatch(/^severity: sev2$/m);
  const labels = world.issues.get(1)?.labels ?? [];
  expect(labels.every((label) => label.length <= 50 && !/\s{2}|\n/.test(label))).toBe(true);
});

it.each([
  ["no YAML", "label: [incident\n  x", 2],
  ["a bomb", `${["a: &a [x]", ...Array.from({ length: 25 }, (_, n) => `k${n}: [*a,*a,*a]`)].join("\n")}\n`, 1],
  ["a wrong value", "\nremindMinutes: soon\n", 2],
])("a config that is %s: the defaults hold, and the summary says where", async (_, text, line) => {
  const world = await declared({ files: { [configPath]: text } });
  expect(said(world, "summary")).toContain(`[.github/gitcident.yml, line ${line}]`);
  expect(said(world, "summary")).toMatch(/default/);
  await command(world, "/ack");
  expect(record(world)).toContain("Acknowledged");
  push(world, "bob", "main", configPath, "{}\n");
  await settled(world);
  expect(said(world, "summary")).not.toContain("gitcident.yml");
});
