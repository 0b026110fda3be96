import { expect, it } from "vitest";
import { readConfig } from "../../src/model/config.ts";
import { checkSummary } from "../../src/rules/summary.ts";
import { check, failover } from "./check.ts";

const path = "incidents/2025/INC-2025-001.md";
const asked = (text: string, facts: Parameters<typeof check>[1] = {}) => check(text, { path, ...facts });
const short = (text: string) => asked(text).findings.map(({ rule, severity, place }) => [rule, severity, place.line]);
const messages = (text: string) => asked(text).findings.map(({ message }) => message);
const lineOf = (text: string, words: string): number => text.split("\n").findIndex((line) => line.includes(words)) + 1;

/** The failover incident with a section that is not written. */
const todo = (comment: string): string =>
  failover.replace(/(?<=## Impact\n)[\s\S]*?(?=## Resolution)/, `\n${comment}\nTODO\n\n`);
const open = lineOf(todo(""), "TODO");

it("takes out the finding of the next line that is not blank, with a reason", () => {
  expect(asked(failover).findings).toEqual([]);
  expect(short(todo(""))).toEqual([["sections-filled", "error", open]]);
  const text = todo("<!-- gitcident-disable-next-line sections-filled: the bill comes in May -->\n");
  const { findings, disabled } = asked(text);
  expect(findings).toEqual([]);
  const line = lineOf(text, "gitcident-disable");
  expect(disabled).toEqual([{ rule: "sections-filled", line, reason: "the bill comes in May", findings: 1 }]);
});

it("reaches no further than one line, and one rule", () => {
  const comment = "<!-- gitcident-disable-next-line sections-filled: why not -->\nWords.\n\n";
  expect(short(todo(comment)).map(([rule, severity]) => [rule, severity])).toEqual([
    ["disable", "warning"],
    ["sections-filled", "error"],
  ]);
  const other = "<!-- gitcident-disable-next-line timeline-order: why not -->";
  expect(short(todo(other)).map(([rule]) => rule)).toEqual(["disable", "sections-filled"]);
});

it("takes several rules and lines, the whole file, and comments of YAML", () => {
  const several = "<!-- gitcident-disable-next-line timeline-order, sections-filled: both known -->";
  expect(messages(todo(several))).toEqual([
    "Unexpected comment about `timeline-order`, expected a finding of it in the next line",
  ]);
  const whole = "Words.\n<!-- gitcident-disable-file sections-filled: an import of the old wiki -->";
  expect(short(todo(whole))).toEqual([]);
  const odd = failover.replace(
    /^severity: sev1$/m,
    "# gitcident-disable-next-line frontmatter-schema: our own name\nseverity: SEV-0",
  );
  expect(short(odd)).toEqual([]);
  expect(asked(odd).disabled?.[0]).toMatchObject({ rule: "frontmatter-schema", reason: "our own name" });
});

it("is stacked above one line, and read with Windows' line ends", () => {
  const two =
    "<!-- gitcident-disable-next-line sections-filled: known -->\n<!-- gitcident-disable-next-line timeline-order: x -->";
  expect(short(todo(two)).map(([rule]) => rule)).toEqual(["disable"]);
  const windows = todo("<!-- gitcident-disable-next-line sections-filled: known -->").replaceAll("\n", "\r\n");
  expect(short(windows)).toEqual([]);
});

it.each([
  ["gitcident-disable-next-line sections-filled", "Unexpected comment without a reason"],
  ["gitcident-disable-next-line sections-filled: ...", "Unexpected comment without a reason"],
  ["gitcident-disable-next-line: I want to", "Unexpected comment without a rule"],
  ["gitcident-disable-next-line sections-filed: soon", "expected `sections-filled`"],
  ["gitcident-disable-next-line readable: no", "expected a rule that can be switched off"],
  ["gitcident-disable-next-line disable: no", "expected a rule that can be switched off"],
  ["gitcident-disable-next-lin sections-filled: no", "expected gitcident-disable-next-line"],
  ["gitcident-enable sections-filled: no", "expected gitcident-disable-next-line or gitcident-disable-file"],
])("%s: is a finding, and has no effect", (comment, said) => {
  const { findings, disabled } = asked(todo(`<!-- ${comment} -->`));
  expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([
    ["disable", "error"],
    ["sections-filled", "error"],
  ]);
  expect(findings[0]?.message).toContain(said);
  expect(disabled).toBeUndefined();
});

it("means nothing in code, and says nothing of a rule that the config switched off", () => {
  const code = "```md\n<!-- gitcident-disable-next-line nonsense -->\n```\n";
  expect(short(todo(code)).map(([rule]) => rule)).toEqual(["sections-filled"]);
  const off = readConfig({ rules: { "sections-filled": "off" } });
  const comment = "<!-- gitcident-disable-next-line sections-filled: known -->";
  expect(asked(todo(comment), { config: off }).findings).toEqual([]);
});

it("never hides that a file can't be read", () => {
  const text = `<!-- gitcident-disable-file readable: no -->\n${failover.replace(/^---\n/, "")}`;
  expect(asked(text).findings.map(({ rule }) => rule)).toEqual(["readable"]);
});

it("is said in the check's summary, as inert text", () => {
  const reason = "@octo/team fixes #1 <img src=x> ]( `x";
  const comment = `<!-- gitcident-disable-next-line sections-filled: ${reason} -->`;
  const { summary, conclusion } = checkSummary([asked(todo(comment))]);
  expect(conclusion).toBe("success");
  expect(summary).toContain("### Switched off in the files\n\n- incidents/2025/INC-2025-001.md:");
  expect(summary).toContain("sections-filled (1 finding): ");
  expect(summary).not.toMatch(/(?<!\\)<img|@octo\/team/);
});
