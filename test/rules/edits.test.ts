import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { timeMeantBy } from "../../src/rules/time-meant.ts";
import { applied } from "./applied.ts";
import { check } from "./check.ts";
import { exampleFacts } from "./example-facts.ts";

const head = "id: INC-2025-042\ntitle: a\nissue: 42\nseverity: sev1\nstatus: resolved\n";

/** Files with findings that offer an edit, and how they read behind `---` when all edits are made. */
const cases: readonly (readonly [what: string, before: string, after: string])[] = [
  ["an hour of one digit", "resolved: 2025-01-15T4:45:00Z", "resolved: 2025-01-15T04:45:00Z"],
  ["a blank and UTC", "resolved: 2025-01-15 04:45 UTC", "resolved: 2025-01-15T04:45:00Z"],
  ["a short offset", 'resolved: "2025-01-15T05:45+1"', "resolved: 2025-01-15T04:45:00Z"],
  [
    "another zone",
    "detected: 2025-01-15T02:30:00Z\nmitigated: 2025-01-15T03:30:00Z\nresolved: 2025-01-15T05:45:00+01:00",
    "detected: 2025-01-15T02:30:00Z\nmitigated: 2025-01-15T03:30:00Z\nresolved: 2025-01-15T04:45:00Z",
  ],
  ["a short number", "impact: { revenue: 85k USD, users: 1.2M }", "impact: { revenue: 85000 USD, users: 1200000 }"],
  ["nothing where the field is another tool's", "end_time: 2025-01-15T04:45:00Z", "end_time: 2025-01-15T04:45:00Z"],
  ["a slip in a field", "servces: [a]", "services: [a]"],
  ["a login without @", "roles: { commander: alice }", 'roles: { commander: "@alice" }'],
  ["a number where text is meant", "type: 5", 'type: "5"'],
];

it.each(cases)("mends %s", (_what, before, after) => {
  const text = `---\n${head}${before}\n---\n`;
  const findings = check(text).findings.flatMap(({ edit }) => edit ?? []);
  expect(applied(text, findings)).toBe(`---\n${head}${after}\n---\n`);
});

it("mends the time of a timeline's entry", () => {
  const entry = (time: string): string => `---\n${head}---\n\n## Timeline\n\n- ${time} Alert fires (@a)\n`;
  const before = entry("2025-01-15 2:30 UTC");
  const edits = check(before).findings.flatMap(({ edit }) => edit ?? []);
  expect(applied(before, edits)).toBe(entry("2025-01-15T02:30:00Z"));
});

it.each([
  "15/01/2025 02:30 UTC",
  "2025-01-15 02:30",
  "2025-01-15T02:30:00 CET",
  "2025-01-15 2:30 pm UTC",
  "2025-02-30T02:30:00Z",
  "2025-01-15T24:00:00Z",
  "02:30Z",
])("offers nothing for %s, which would have to be guessed", (written) => {
  expect(timeMeantBy(written)).toBeUndefined();
});

describe("what the pages show as wrong", () => {
  const pages = readdirSync("docs/rules").filter((name) => name.endsWith(".md") && name !== "README.md");
  it.each(pages)("%s: an edit that is offered leaves fewer findings of the rule", (page) => {
    const rule = page.slice(0, -3);
    const examples = readFileSync(`docs/rules/${page}`, "utf8").matchAll(/^```md not-ok.*\n([\s\S]*?)^```$/gm);
    for (const [, text = ""] of examples) {
      const findings = check(text, { facts: exampleFacts }).findings.filter((one) => one.rule === rule);
      for (const { edit } of findings) {
        if (!edit) continue;
        const left = check(applied(text, [edit]), { facts: exampleFacts }).findings;
        expect(left.filter((one) => one.rule === rule).length).toBeLessThan(findings.length);
        expect(left.some((one) => one.rule === "readable")).toBe(false);
      }
    }
  });
});
