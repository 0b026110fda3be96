import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runbookRuleNames } from "../../../src/model/runbook-rule-names.ts";
import { allRunbookRules } from "../../../src/rules/runbook/all-runbook-rules.ts";
import type { RunbookRule } from "../../../src/rules/runbook/runbook-rule.ts";
import { applied } from "../applied.ts";
import { checkText, examplesOf } from "./examples.ts";

describe.each(allRunbookRules.map((rule) => [rule.name, rule] as const))("docs/runbook-rules/%s.md", (name, rule) => {
  const page = readFileSync(`docs/runbook-rules/${name}.md`, "utf8");
  const examples = examplesOf(page);

  it("says what the rule says", () => {
    expect(page.startsWith(`# ${name}\n\n${rule.what}\n`)).toBe(true);
    expect(page).toContain(`## Why\n\n${rule.why}\n`);
    expect(page).toContain(`## How to fix it\n\n${rule.fix}\n`);
  });

  it("has an example of each kind", () => {
    const kinds = examples.map(({ lines }) => (lines.length > 0 ? "not-ok" : "ok"));
    expect(new Set(kinds)).toEqual(new Set(["ok", "not-ok"]));
  });

  it.each(examples.map((example) => [example.at, example] as const))("line %i", (_at, example) => {
    const found = checkText(example.text).findings.filter((finding) => finding.rule === name);
    expect(found.map(({ message }) => message)).toEqual(example.messages);
    expect(found.map(({ place }) => place.line)).toEqual(example.lines);
  });
});

it.each(allRunbookRules.map(({ name }) => name))(
  "%s: an edit that is offered leaves fewer findings of the rule",
  (name) => {
    for (const { text } of examplesOf(readFileSync(`docs/runbook-rules/${name}.md`, "utf8"))) {
      const findings = checkText(text).findings.filter(({ rule }) => rule === name);
      for (const { edit } of findings) {
        if (!edit) continue;
        const left = checkText(applied(text, [edit])).findings;
        expect(left.filter(({ rule }) => rule === name).length).toBeLessThan(findings.length);
        expect(left.some(({ rule }) => rule === "readable")).toBe(false);
      }
    }
  },
);

const row = ({ name, severity, what }: RunbookRule): string =>
  `| [${name}](${name}.md) | ${severity === "error" ? "blocks" : "advice"} | ${what.replaceAll("|", "\\|")} |`;

const index = `# Rules of runbooks

What \`gitcident check\` and the check \`gitcident / post-mortem\` ask of every runbook. This page is generated from
src/rules/runbook/all-runbook-rules.ts (\`UPDATE=1 npx vitest run test/rules/runbook/docs.test.ts\`); the examples of each rule's
page are run as its tests.

| Rule | Default | What must hold |
| --- | --- | --- |
${allRunbookRules.map(row).join("\n")}

A rule is switched in \`.github/gitcident.yml\`: \`rules: { runbook-commands: off }\`, with \`error\`, \`warning\` or \`off\`. A file or
frontmatter that can't be read at all is always an error, called \`readable\`. A comment switches a rule off for a line or the file, with a
reason, as in [incident files](../rules/README.md#switching-a-rule-off-in-one-place).
`;

it("docs/runbook-rules/README.md lists every rule (UPDATE=1 rewrites it)", () => {
  if (process.env["UPDATE"] === "1") writeFileSync("docs/runbook-rules/README.md", index);
  const squeeze = (text: string): string => text.replaceAll(/[ -]+/g, " ");
  expect(squeeze(readFileSync("docs/runbook-rules/README.md", "utf8"))).toBe(squeeze(index));
});

it("the table, the names that a config may use and the pages are the same set", () => {
  const pages = readdirSync("docs/runbook-rules").filter((file) => file !== "README.md");
  expect(allRunbookRules.map(({ name }) => name)).toEqual(runbookRuleNames);
  expect(pages.toSorted()).toEqual(runbookRuleNames.map((name) => `${name}.md`).toSorted());
});
