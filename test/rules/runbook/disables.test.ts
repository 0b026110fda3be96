import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readConfig } from "../../../src/model/config.ts";
import type { RunbookFile } from "../../../src/rules/runbook/check-runbook.ts";
import { checkSummary } from "../../../src/rules/summary.ts";
import { applied } from "../applied.ts";
import { check } from "../check.ts";
import { checkText as checkAny, facts } from "./examples.ts";

const around: Partial<RunbookFile> = {
  now: "2026-11-21T00:00:00Z",
  facts: {
    ...facts,
    kindAt: (path) => (path.endsWith("gone.md") ? "nothing" : "file"),
    anchorsIn: (path) => (path.endsWith("partition.md") ? new Set(["symptoms", "resolution"]) : undefined),
  },
  codeOwners: undefined,
};
const checkText = (text: string, more: Partial<RunbookFile> = {}) => checkAny(text, { ...around, ...more });

const whole = readFileSync("runbooks/database-failover.md", "utf8");
const short = (text: string, more: Partial<RunbookFile> = {}) =>
  checkText(text, more).findings.map(({ rule, severity }) => [rule, severity]);
/** Our own runbook with a link that leads nowhere, below a comment. */
const linked = (comment: string): string => `${whole}\n${comment}\n[Gone](gone.md)\n`;

it("takes out the finding of the next line, with a reason, and says so", () => {
  expect(short(whole)).toEqual([]);
  expect(short(linked(""))).toContainEqual(["runbook-links", "error"]);
  const { findings, disabled, good } = checkText(
    linked("<!-- gitcident-disable-next-line runbook-links: it comes with the next release -->"),
  );
  expect(findings).toEqual([]);
  const line = whole.split("\n").length + 1;
  expect(disabled).toEqual([{ rule: "runbook-links", line, reason: "it comes with the next release", findings: 1 }]);
  expect(good).toEqual([]);
  const { summary } = checkSummary([{ path: "runbooks/a.md", findings, good, disabled: disabled ?? [] }]);
  expect(summary).toContain("### Switched off in the files");
});

it("takes a whole file, comments of YAML, and files without fields", () => {
  const owner = whole.replace(
    /^owner: .*$/m,
    "# gitcident-disable-next-line runbook-owner: the team is being formed\nowner: who is on call",
  );
  expect(short(whole.replace(/^owner: .*$/m, "owner: who is on call"))).toContainEqual(["runbook-owner", "warning"]);
  expect(short(owner).map(([rule]) => rule)).not.toContain("runbook-owner");
  const bare = "# A page\n";
  const rules = [...new Set(short(bare).map(([rule]) => rule))];
  expect(rules).toContain("runbook-sections");
  expect(short(`${bare}\n<!-- gitcident-disable-file ${rules.join(", ")}: an import of the old wiki -->\n`)).toEqual(
    [],
  );
});

it.each([
  ["runbook-links", "without a reason"],
  ["runbook-link: why", "expected `runbook-links`"],
  ["timeline-order: why", "expected a rule for this kind of file"],
])("is a finding itself, and has no effect: %s", (words, said) => {
  const { findings } = checkText(linked(`<!-- gitcident-disable-next-line ${words} -->`));
  expect(findings.find(({ rule }) => rule === "disable")?.message).toContain(said);
  expect(findings.map(({ rule }) => rule)).toContain("runbook-links");
});

it("names a comment that switches off nothing, but not of a rule that the config switched off", () => {
  const text = linked("<!-- gitcident-disable-next-line runbook-steps: why -->");
  expect(short(text)).toContainEqual(["disable", "warning"]);
  const config = readConfig({ rules: { "runbook-steps": "off" } });
  expect(short(text, { config }).map(([rule]) => rule)).not.toContain("disable");
});

it("does not let an incident file switch off rules of runbooks", () => {
  const text = "---\nid: INC-2025-042\n---\n\n<!-- gitcident-disable-file runbook-links: why -->\n";
  expect(check(text).findings.map(({ rule }) => rule)).toContain("disable");
});

it.each([
  ["services: database", "services: [database]"],
  ["alerts: PrimaryDown, ReplicaDown", "alerts: [PrimaryDown, ReplicaDown]"],
  ["servces: [a]", "services: [a]"],
  ["services: the database and the cache", "services: the database and the cache"],
])("offers an edit: %s", (before, after) => {
  const text = `---\n${before}\n---\n`;
  expect(mended(text)).toBe(`---\n${after}\n---\n`);
});

it("offers the anchor that was meant", () => {
  const text = "# A\n\n[a](network-partition.md#resoluton), [b](#symptom)\n\n## Symptoms\n";
  expect(mended(text)).toBe("# A\n\n[a](network-partition.md#resolution), [b](#symptoms)\n\n## Symptoms\n");
});

/** A text with all edits made that are offered. */
function mended(text: string): string {
  return applied(
    text,
    checkText(text).findings.flatMap(({ edit }) => edit ?? []),
  );
}
