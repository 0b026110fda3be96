import { beforeEach, expect, it } from "vitest";
import { runbookRuleNames } from "../../src/model/runbook-rule-names.ts";
import { memoryHost } from "../memory/memory-host.ts";
import { push } from "../memory/people.ts";
import { commitOf, moveBranch, newWorld, type World } from "../memory/world.ts";
import { settled } from "./stage.ts";

const rule = (name: string, link = ""): string =>
  `  - alert: ${name}\n${link && `    annotations: { runbook_url: ${link} }\n`}`;
const rules = (...all: readonly string[]): string => `groups:\n- name: a\n  rules:\n${all.join("")}`;
const start = rules(rule("Down", "/runbooks/down.md"), rule("Known"));

/** What the runbooks themselves lack is for other tests. */
const off = runbookRuleNames.map((name) => `${name}: off`).join(", ");

let world: World;
let number = 0;

beforeEach(async () => {
  world = newWorld({
    files: {
      "README.md": "# Shop\n",
      ".github/gitcident.yml": `alerts:\n  - paths: ['ops/*.yaml', ops/alerts.md]\nrules: { ${off} }\n`,
      "ops/a.yaml": start,
      "ops/alerts.md": "| Alert | Runbook |\n| --- | --- |\n| Table | [t](../runbooks/table.md) |\n",
      "runbooks/down.md": "# Down\n",
      "runbooks/table.md": "# Table\n",
    },
  });
  const tip = commitOf(world, "main")?.sha ?? "";
  moveBranch(world, "change", tip);
  push(world, "alice", "change", "README.md", "# Shop!\n");
  const made = await memoryHost(world).sink["open-pull"]({
    kind: "open-pull",
    head: "change",
    base: "main",
    title: "A change",
    body: "",
    draft: false,
  });
  number = made.done ? (made.number ?? 0) : 0;
});

async function check(): Promise<{
  findings: readonly string[];
  summary: string;
  conclusion: string | null;
  title: string;
}> {
  await settled(world, { kind: "pull", number });
  const run = [...world.checks.values()].at(-1);
  if (!run) throw new Error("Unexpected pull request without a check");
  const findings = run.findings.map(({ rule: name, path, place }) => `${name} ${path}:${place.line}`);
  return { findings, summary: run.summary, conclusion: run.conclusion, title: run.title };
}

it("says nothing of coverage where neither alerts nor runbooks are changed", async () => {
  const { summary, title } = await check();
  expect(title).toMatch(/^Not applicable/);
  expect(summary).not.toContain("Runbook coverage");
});

it("advises on a new alert without a runbook, on its line, and says how coverage changes", async () => {
  push(world, "alice", "change", "ops/a.yaml", start + rule("Fresh"));
  const { findings, summary, conclusion } = await check();
  expect(findings).toEqual(["alert-runbook ops/a.yaml:7"]);
  expect(conclusion).toBe("success");
  expect(summary).toContain("Alerts with a runbook: 66.7% (2 of 3) → 50.0% (2 of 4). New without a runbook: Fresh.");
});

it("is content with a new alert whose runbook comes with it", async () => {
  push(world, "alice", "change", "ops/a.yaml", start + rule("Fresh", "/runbooks/fresh.md"));
  push(world, "alice", "change", "runbooks/fresh.md", "# Fresh\n");
  const { findings, summary } = await check();
  expect(findings).toEqual([]);
  expect(summary).toContain("66.7% (2 of 3) → 75.0% (3 of 4).");
});

it("blocks a broken link on its line", async () => {
  push(world, "alice", "change", "ops/a.yaml", start + rule("Fresh", "/runbooks/fresh.md"));
  const { findings, conclusion } = await check();
  expect(findings).toEqual(["alert-link ops/a.yaml:8"]);
  expect(conclusion).toBe("failure");
});

it("blocks the removal of a runbook that alerts need, on the line of their link", async () => {
  push(world, "alice", "change", "runbooks/down.md", null);
  const { findings, conclusion, summary } = await check();
  expect(findings).toEqual(["runbook-needed ops/a.yaml:5"]);
  expect(conclusion).toBe("failure");
  expect(summary).toContain("→ 33.3% (1 of 3)");
});

it("keeps quiet about a runbook that moves where its alert goes along", async () => {
  push(world, "alice", "change", "runbooks/down.md", null);
  push(world, "alice", "change", "runbooks/web/down.md", "# Down\n");
  push(world, "alice", "change", "ops/a.yaml", start.replace("/runbooks/down.md", "/runbooks/web/down.md"));
  expect((await check()).findings).toEqual([]);
});

it("does not blame a change for what was broken before", async () => {
  push(world, "alice", "main", "ops/b.yaml", rules(rule("Old", "/runbooks/gone.md")));
  push(world, "alice", "change", "ops/a.yaml", start.replace("name: a", "name: b"));
  expect((await check()).findings).toEqual([]);
});

it("names a changed file that can't be read, and rows of tables that are not filled in", async () => {
  push(world, "alice", "change", "ops/c.yaml", "groups:\n{{- if .x }}\n");
  push(
    world,
    "alice",
    "change",
    "ops/alerts.md",
    "| Alert | Runbook |\n| --- | --- |\n| Table | [t](../runbooks/table.md) |\n| Example Alert #1 | Link to Runbook |\n",
  );
  const { findings, summary } = await check();
  expect(findings.toSorted()).toEqual(["alert-placeholder ops/alerts.md:4", "alert-readable ops/c.yaml:2"]);
  expect(summary).toContain("→ 50.0% (2 of 4, 1 unreadable)");
});
