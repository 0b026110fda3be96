import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { workflowFor } from "../../src/cli/init/workflow.ts";

const own = readFileSync(new URL("../../.github/workflows/gitcident.yml", import.meta.url), "utf8");

it("gives another repository the Action of this version and its own default branch", () => {
  const written = workflowFor(own, "trunk");
  expect(written).not.toMatch(/uses: \.\//);
  expect(written.match(/uses: gitcident\/gitcident@v\d+\.\d+\.\d+ # /g)).toHaveLength(2);
  expect(written).toContain('branches: ["trunk", "incident/**"]');
});

it("writes a branch name that YAML could take for something else as a text", () => {
  expect(workflowFor(own, "$& #1")).toContain('branches: ["$& #1", "incident/**"]');
});
