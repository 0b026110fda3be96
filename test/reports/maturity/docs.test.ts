import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { maturityDimensions } from "../../../src/model/maturity.ts";
import { criteria, levelNames } from "../../../src/reports/maturity/maturity.ts";
import { recommendationRules } from "../../../src/reports/recommendations/recommendations.ts";

const rubric = maturityDimensions.map((dimension) => {
  const rows = criteria
    .filter((one) => one.dimension === dimension)
    .map(({ level, says, raise, id }) => `- **Level ${level}** (${id}): ${says}.\n  To get there: ${raise}`);
  return `## ${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}\n\n${rows.join("\n")}`;
});

const page = `# Maturity

<!-- Made from src/reports/maturity: UPDATE=1 npx vitest run test/reports/maturity/docs.test.ts -->

How a team handles incidents, in five dimensions and five levels, as far as its repository can show it. Every criterion is
computed from the files: what can't be computed is no criterion, and what has nothing to look at does not hold.
\`reports/maturity.md\` is regenerated on every merge, with the numbers, the files that show them, and recommendations;
\`npx gitcident maturity\` prints the same.

- Seen is the last year that the archive shows: the 365 days up to the latest time that any file records. No clock is asked, so
  the same commit gives the same page.
- Runbooks and alerts are those that there are now, and the share of incidents with a runbook is that of the whole archive, as in
  reports/runbook-coverage.md.
- The level of a dimension is the highest one of which, and of every one below, each criterion holds.
- The levels: ${levelNames
  .slice(1)
  .map((name, at) => `${at + 1} ${name}`)
  .join(", ")}. Level 1 asks for nothing.
- The target is 3 unless the config says another: \`maturity: { people: 4 }\`.

${rubric.join("\n\n")}

## Recommendations

Rules over the same year (runbooks are missing for the whole archive), what cost most minutes of incidents first, each with the files that show it:

${recommendationRules.map(([rule, says]) => `- \`${rule}\`: ${says}`).join("\n")}
`;

it("docs/maturity.md is the rubric (UPDATE=1 rewrites it)", () => {
  if (process.env["UPDATE"] === "1") writeFileSync("docs/maturity.md", page);
  expect(readFileSync("docs/maturity.md", "utf8")).toBe(page);
});

it("every criterion has a name of its own, and every level of every dimension asks for something", () => {
  expect(new Set(criteria.map(({ id }) => id)).size).toBe(criteria.length);
  for (const dimension of maturityDimensions) {
    const levels = criteria.filter((one) => one.dimension === dimension).map(({ level }) => level);
    expect([dimension, [...new Set(levels)]]).toEqual([dimension, [2, 3, 4, 5]]);
  }
});
