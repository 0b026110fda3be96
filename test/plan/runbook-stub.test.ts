import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/markdown/document.ts";
import { readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { defaultConfig } from "../../src/model/config.ts";
import type { Effect } from "../../src/model/effect.ts";
import { keyIn } from "../../src/model/key.ts";
import { runbookSections } from "../../src/model/runbook.ts";
import { stubText } from "../../src/plan/archive/stub-text.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { runbookWanted } from "../../src/reports/runbook-wanted.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";
import { checkRunbook } from "../../src/rules/runbook/check-runbook.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { dropBranch, merge, push } from "../memory/people.ts";
import { commitOf, pass, type World } from "../memory/world.ts";
import { branch, command, declared, edit, pullOf, settled } from "./stage.ts";

const head = "gitcident/runbook/INC-2025-001";
const archive = { kind: "archive" } as const;

/** An incident that is over, its record merged. */
async function merged(
  given: Parameters<typeof declared>[0] = {},
  words: readonly string[] = [],
  last: (text: string) => string = (text) => text,
): Promise<World> {
  const world = await declared({ title: "Checkout answers 503", ...given });
  for (const text of [
    "/ack",
    "/timeline Found that the connection pool is full",
    "/timeline Restarted the pool",
    ...words,
    "/mitigate",
    "/resolve --force",
  ])
    await command(world, text);
  edit(world, last);
  merge(world, pullOf(world, branch)?.number ?? 0, "alice");
  return world;
}

const stubs = (world: World) =>
  [...world.pulls.values()].filter((pull) => pull.head.branch.startsWith("gitcident/runbook/"));
const path = "runbooks/checkout-answers-503.md";

describe("after an incident without a runbook", () => {
  it("offers a stub of the six sections, filled from the timeline", async () => {
    const world = await merged();
    await settled(world, archive);
    const [pull] = stubs(world);
    expect(pull).toMatchObject({ title: "Runbook for Checkout answers 503", state: "open", head: { branch: head } });
    expect(keyIn(pull?.body ?? "")).toBe("runbook:INC-2025-001");
    expect(pull?.body).toContain("runbook: { offer: false }");
    const text = commitOf(world, head)?.files.get(path) ?? "";
    for (const name of runbookSections) expect(text).toContain(`\n## ${name}\n`);
    expect(text).toMatch(/## Diagnosis[^#]*\n1\. Found that the connection pool is full\n/);
    expect(text).toMatch(/## Resolution[^#]*\n1\. Restarted the pool\n/);
    expect(text).toContain("[INC-2025-001](../incidents/2025/INC-2025-001.md)");
    expect(commitOf(world, "main")?.files.has(path)).toBe(false);
  });

  it("tells looking from doing in any language by when the cause was known", async () => {
    const world = await merged({}, [
      "/timeline Verbindungspool ist voll",
      "/status identified",
      "/timeline Pool neu gestartet",
      "/timeline Checked the pool again",
    ]);
    await settled(world, archive);
    const text = commitOf(world, head)?.files.get(path) ?? "";
    expect(text).toMatch(/## Diagnosis[^#]*\n\d\. Verbindungspool ist voll\n\d\. Checked the pool again\n/);
    expect(text).toMatch(/## Resolution[^#]*\n\d\. Pool neu gestartet\n/);
  });

  it("offers it once, whatever people do with it", async () => {
    const world = await merged();
    await settled(world, archive);
    const again = async (): Promise<number> => {
      pass(world, 3600);
      await settled(world, archive);
      return stubs(world).length;
    };
    expect(await again()).toBe(1);
    const [pull] = stubs(world);
    if (pull) pull.state = "closed";
    expect(await again()).toBe(1);
    dropBranch(world, head);
    expect(await again()).toBe(1);
  });

  it("offers none once it is merged, and none when its file is then deleted", async () => {
    const world = await merged();
    await settled(world, archive);
    merge(world, stubs(world)[0]?.number ?? 0, "alice");
    dropBranch(world, head);
    await settled(world, archive);
    expect(stubs(world)).toHaveLength(1);
    expect(commitOf(world, "main")?.files.has(path)).toBe(true);
  });

  it.each([
    ["the config says so", { ".github/gitcident.yml": "runbook: { offer: false }\n" }, []],
    ["a runbook names its service", { "runbooks/a.md": "---\nservices: [checkout]\n---\n" }, ["/service +checkout"]],
    ["a runbook names its alert", { "runbooks/a.md": "---\nalerts: [PoolFull]\n---\n" }, ["/alert +PoolFull"]],
    ["it was a drill", {}, ["/drill"]],
  ])("offers none where %s", async (_why, files, words) => {
    const world = await merged({ files }, words);
    await settled(world, archive);
    expect(stubs(world)).toEqual([]);
  });

  it("offers one where nothing but a general runbook by its type helps", async () => {
    const world = await merged({ files: { "runbooks/any.md": "---\ntypes: [availability]\n---\n" } });
    await settled(world, archive);
    expect(stubs(world)).toHaveLength(1);
  });

  it("names a type in the stub only beside a service or an alert, lest one incident's runbook is a general one", async () => {
    const stubOf = async (words: readonly string[]) => {
      const world = await merged({}, words);
      await settled(world, archive);
      return readRunbook(path, commitOf(world, head)?.files.get(path) ?? "").runbook;
    };
    expect(await stubOf([])).toMatchObject({ services: [], alerts: [], types: [] });
    expect(await stubOf(["/service +checkout"])).toMatchObject({ services: ["checkout"], types: ["availability"] });
  });

  it("offers none where its runbook lies elsewhere", async () => {
    const world = await merged({}, [], (text) =>
      text.replace(/^cursor:/m, "runbooks: [https://wiki.example/checkout]\ncursor:"),
    );
    await settled(world, archive);
    expect(stubs(world)).toEqual([]);
  });

  it("offers none for what was archived long ago", async () => {
    const world = await merged({ files: { ".github/gitcident.yml": "runbook: { offer: false }\n" } });
    await settled(world, archive);
    push(world, "alice", "main", ".github/gitcident.yml", null);
    pass(world, 31 * 24 * 3600);
    await settled(world, archive);
    expect(stubs(world)).toEqual([]);
  });

  it("writes it where the incident says that its runbook is", async () => {
    const world = await merged({}, ["/runbook +runbooks/pool.md"]);
    await settled(world, archive);
    expect(commitOf(world, head)?.files.has("runbooks/pool.md")).toBe(true);
  });

  it("takes another name where there is a file already", async () => {
    const world = await merged({ files: { [path]: "# Another\n" } });
    await settled(world, archive);
    expect(commitOf(world, head)?.files.get(path)).toBe("# Another\n");
    expect(commitOf(world, head)?.files.has("runbooks/checkout-answers-503-inc-2025-001.md")).toBe(true);
  });
});

describe("a process that dies", () => {
  class Crash extends Error {}
  const ours = (effect: Effect): boolean =>
    ("name" in effect && effect.name === head) ||
    ("branch" in effect && effect.branch === head) ||
    ("head" in effect && effect.head === head);
  const end = (world: World) => ({
    pulls: stubs(world).map(({ title, state, body }) => ({ title, state, body })),
    files: Object.fromEntries(commitOf(world, head)?.files ?? []),
    commits: [...world.commits.values()].filter(({ message }) => message.startsWith("Begin the runbook")).length,
  });

  it.each(["before", "half", "after"] as const)(
    "%s any of its three effects changes nothing about the end",
    async (phase) => {
      const calm = await merged();
      await settled(calm, archive);
      expect(end(calm)).toMatchObject({ pulls: [{ state: "open" }], commits: 1 });
      let died = 0;
      for (const nth of [0, 1, 2]) {
        const world = await merged();
        pass(world, 60);
        let seen = 0;
        const crash = (effect: Effect, at: string): void => {
          if (ours(effect) && at === phase && seen++ === nth) throw new Crash();
        };
        const options = { sleep: async () => {}, random: () => 0 };
        await reconcile(archive, memoryHost(world, { crash }), options).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          died += 1;
        });
        await reconcile(archive, memoryHost(world), options);
        expect(end(world)).toEqual(end(calm));
      }
      expect(died).toBe(phase === "half" ? 0 : 3);
    },
  );

  it("two at once make one", async () => {
    const world = await merged();
    pass(world, 60);
    const options = { sleep: async () => {}, random: () => 0 };
    await Promise.all([memoryHost(world), memoryHost(world)].map((host) => reconcile(archive, host, options)));
    await settled(world, archive);
    expect(stubs(world)).toHaveLength(1);
  });
});

describe("hostile words", () => {
  const evil = [
    "@octo/everybody fixes #1",
    "<script>alert(1)</script>",
    "# Heading\n\n## Resolution",
    "{{ config }} {% include 'x' %}",
    "a --> b <!-- c",
    '": ]\n---\n# x',
    "[x](javascript:alert(1))",
    "/resolve",
    "```\nopen",
    "\u202Eevil\u0085\u2028",
  ];

  it.each(evil)("stay words: %j", (words) => {
    const quoted = JSON.stringify(words);
    const incident = `---\nid: INC-2025-001\nissue: 1\ntitle: ${quoted}\nkind: incident\nstatus: resolved\nservices: [${quoted}]\nalerts: [${quoted}]\nimpact: { ${quoted}: ${quoted} }\ncauses: [${quoted}]\n---\n\n## Summary\n\n${words}\n\n## Timeline\n\n- 2025-01-15T02:30:00Z ${words.replaceAll("\n", " ")}\n- 2025-01-15T02:40:00Z Restarted ${words.replaceAll("\n", " ")}\n\n## Action items\n\n- [ ] ${words.replaceAll("\n", " ")} type:prevent\n`;
    const [wanted] = runbookWanted(
      [{ path: "incidents/2025/INC-2025-001.md", text: incident }],
      [],
      "2025-02-01T00:00:00Z",
    );
    if (!wanted) throw new Error("Unexpected incident that is not read");
    const { text, note } = stubText(wanted, "runbooks/x.md", defaultConfig, {});
    expect(note).toBeUndefined();
    const read = readDocument("runbooks/x.md", text);
    if (read.kind !== "ok") throw new Error(read.reason);
    expect(read.document.sections.map(({ title }) => title).slice(1)).toEqual(runbookSections);
    const frontmatter = readFrontmatter(text);
    expect(frontmatter.kind === "ok" && Object.keys(frontmatter.frontmatter.fields)).toEqual([
      "title",
      "services",
      "alerts",
      "types",
      "review_every",
    ]);
    const body = text.replace(/^---[\s\S]*?\n---\n/, "");
    expect(body).not.toMatch(/(?<![\w`])@octo|fixes #1|(?<!\\)<script|\]\(javascript|^\/resolve|\u202E/m);
    expect(
      checkRunbook({ path: "runbooks/x.md", text, config: defaultConfig, now: "2026-01-01T00:00:00Z" }).unread,
    ).toBeUndefined();
  });
});
