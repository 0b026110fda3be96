import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Policy } from "../../src/model/policy.ts";
import { ruleNames } from "../../src/model/rule-names.ts";
import { allRules } from "../../src/rules/all.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { check } from "./check.ts";
import { exampleFacts } from "./example-facts.ts";
import { examplesOf } from "./runbook/examples.ts";

describe.each(allRules.map((rule) => [rule.name, rule] as const))("docs/rules/%s.md", (name, rule) => {
  const page = readFileSync(`docs/rules/${name}.md`, "utf8");

  it("says what the rule says", () => {
    expect(page.startsWith(`# ${name}\n\n${rule.what}\n`)).toBe(true);
    expect(page).toContain(`## Why\n\n${rule.why}\n`);
    expect(page).toContain(`## How to fix it\n\n${rule.fix}\n`);
  });

  it("has an example of each kind", () => {
    const kinds = examplesOf(page).map(({ lines }) => (lines.length > 0 ? "not-ok" : "ok"));
    expect(new Set(kinds)).toEqual(new Set(["ok", "not-ok"]));
  });

  it.each(examplesOf(page).map((example) => [example.at, example] as const))("line %i", (_at, example) => {
    const found = check(example.text, { facts: exampleFacts }).findings.filter((finding) => finding.rule === name);
    expect(found.map(({ place }) => place.line)).toEqual(example.lines);
    expect(found.map(({ message }) => message)).toEqual(example.messages);
  });
});

const words = { error: "blocks", warning: "advice", off: "off" } as const;

/** `blocks`, or `blocks; advice at sev3, sev4; off for drill`. */
function sayPolicy(policy: Policy): string {
  if (typeof policy === "string") return words[policy];
  const { types = {}, default: other, ...bySeverity } = policy;
  const levels = [...Object.values(bySeverity), ...Object.values(types)].filter((level) => level !== undefined);
  const parts = [...new Set(levels)].map((level) => {
    const at = Object.entries(bySeverity).flatMap(([name, one]) => (one === level ? [name] : []));
    const of = Object.entries(types).flatMap(([name, one]) => (one === level ? [name] : []));
    return [words[level], at.length > 0 && `at ${at.join(", ")}`, of.length > 0 && `for ${of.join(", ")}`]
      .filter(Boolean)
      .join(" ");
  });
  return [...(other === undefined ? [] : [words[other]]), ...parts].join("; ");
}

const row = ({ name, severity, what }: Rule): string =>
  `| [${name}](${name}.md) | ${sayPolicy(severity)} | ${what.replaceAll("|", "\\|")} |`;

const index = `# Rules

What the check \`gitcident / post-mortem\` asks of every incident file. This page is generated from src/rules/all.ts
(\`UPDATE=1 npx vitest run test/rules/docs.test.ts\`); the examples of each rule's page are run as its tests.

| Rule | Default | What must hold |
| --- | --- | --- |
${allRules.map(row).join("\n")}

A rule is switched in \`.github/gitcident.yml\`: \`rules: { timeline-inside: warning }\`, with \`error\`, \`warning\` or \`off\`, for
all incidents or by severity and type ([configuration](../configuration.md#rules)). A file or frontmatter that can't be
read at all is always an error, called \`readable\`.

## Switching a rule off in one place

A comment switches rules off for the next line that is not blank, and says why:

\`\`\`md
<!-- gitcident-disable-next-line timeline-inside: the leak had begun a month before -->

- 2024-12-15T10:00:00Z The dependency was upgraded (@alice)
\`\`\`

Several rules stand between commas. In the frontmatter it is a comment of YAML, \`# gitcident-disable-next-line frontmatter-schema: …\`;
\`gitcident-disable-file\` is for the whole file. In code such a comment means nothing.

What was switched off is listed in the check's summary with its reason. A comment without a reason, with an unknown rule or
an unknown word is an error, one that switches off nothing is advice: both are called \`disable\`. Neither \`disable\` nor \`readable\` can be
switched off.
`;

it("docs/rules/README.md lists every rule (UPDATE=1 rewrites it)", () => {
  if (process.env["UPDATE"] === "1") writeFileSync("docs/rules/README.md", index);
  const squeeze = (text: string): string => text.replaceAll(/[ -]+/g, " ");
  expect(squeeze(readFileSync("docs/rules/README.md", "utf8"))).toBe(squeeze(index));
});

it("the table, the names that a config may use and the pages are the same set", () => {
  const pages = readdirSync("docs/rules").filter((file) => file !== "README.md");
  expect(allRules.map(({ name }) => name)).toEqual(ruleNames);
  expect(pages.toSorted()).toEqual(ruleNames.map((name) => `${name}.md`).toSorted());
});
