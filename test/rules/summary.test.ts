import { expect, it } from "vitest";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import { checkSummary } from "../../src/rules/summary.ts";
import { check, failover } from "./check.ts";

const asked = (text: string) => check(text, { path: "incidents/2025/INC-2025-001.md" });

it("says that nothing blocks, and what is done well", () => {
  const { title, summary, conclusion } = checkSummary([asked(failover)]);
  expect([title, conclusion]).toEqual(["Nothing blocks the merge", "success"]);
  expect(summary).toContain("### What is done well\n\n- The frontmatter fits its schema.");
  expect(summary).toContain("13 entries");
});

it("says what blocks and what is advice, with place and fix", () => {
  const broken = failover.replace("severity: sev1", "severity: SEV-1").replace("services:", "servces:");
  const { title, summary, conclusion } = checkSummary([asked(broken)]);
  expect([title, conclusion]).toEqual(["1 finding blocks the merge, 1 is advice", "failure"]);
  const row = "| incidents/2025/INC-2025-001.md:7 | Unexpected severity `SEV-1`, expected sev1, sev2, sev3 or sev4 |";
  expect(summary.replaceAll("\\", "").replaceAll("\u2060", "")).toContain(row);
});

it("has a plural", () => {
  const { title } = checkSummary([asked(failover.replaceAll(/^## (?:Impact|Resolution|Summary)$/gm, "## Other"))]);
  expect(title).toBe("3 findings block the merge");
});

it("says so when there is nothing to check", () => {
  expect(checkSummary([])).toMatchObject({ title: "Not applicable", conclusion: "success" });
});

it("stays a table of three columns, whatever the file says", () => {
  const hostile = "x | y` | z\\| @octo/team fixes #1 <img src=x> ]( ``` ";
  const text = failover
    .replace("severity: sev1", `severity: ${JSON.stringify(hostile)}`)
    .replace("status: resolved", `status: ${JSON.stringify(hostile)}`)
    .replace("- 2025-01-15T02:30:00Z Mon", "- a|b`|@octo/team| Mon");
  const { summary } = checkSummary([check(text, { path: "incidents/2025/INC-2025-001.md" })]);
  const tables = parseTree(summary).children.filter((node) => node.type === "table");
  expect(tables.length).toBeGreaterThan(0);
  expect(tables.flatMap(({ children }) => children.map((row) => row.children.length))).toSatisfy((counts: number[]) =>
    counts.every((count) => count === 3),
  );
  expect(parseTree(summary).children.every(({ type }) => type !== "html")).toBe(true);
  expect(JSON.stringify(parseTree(summary))).not.toContain('"type":"image"');
});

it("fits GitHub's 65,535 characters with a thousand findings, and says how many it left out", () => {
  const items = Array.from({ length: 1000 }, (_, n) => `- [ ] Mend ${n} ${"x".repeat(200)} due:2025-02-01`).join("\n");
  const { summary } = checkSummary([asked(failover.replace(/(?<=^## Action items\n\n)/m, `${items}\n`))]);
  expect(summary.length).toBeLessThan(65_535);
  expect(summary).toMatch(/And 9\d\d more/);
});
