import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { defaultConfig } from "../../src/model/config.ts";
import { archiveFiles, isArchiveFile } from "../../src/reports/archive-files.ts";
import type { ReadFile } from "../../src/reports/metrics/read-facts.ts";
import { runbookReport } from "../../src/reports/runbook-report.ts";

const path = "incidents/2025/INC-2025-001.md";
const real = { path, text: readFileSync(path, "utf8") };
const lines = "severity: sev1\nstatus: resolved\nstarted: 2025-02-01T00:00:00Z";
const hostile = {
  path: "incidents/2025/INC-2025-002.md",
  text: `---\n${lines}\ntitle: "@octo/all | <img src=x> #1"\nservices: ["@octo/all | <img src=x> #1"]\n---\n`,
};
const unread = { path: "incidents/2025/INC-2025-003.md", text: null };
const coverage = runbookReport({
  config: defaultConfig,
  now: "2025-12-31T00:00:00Z",
  runbooks: [],
  incidents: [],
  unread: [],
  alertFiles: [],
  serviceFiles: [],
});
const filesOf = (...files: readonly ReadFile[]) => archiveFiles(files, coverage, defaultConfig);

it("the same files give the same bytes, in whatever order they are read", () => {
  const made = filesOf(real, hostile, unread);
  expect(filesOf(unread, hostile, real)).toEqual(made);
  expect(JSON.parse(made["metrics.json"] ?? "")).toMatchObject({ files: 3, counted: 2 });
  expect(made["metrics.md"]).toMatch(/every number +\| unreadable +\| incidents\/2025\/INC-2025-003\.md/);
  expect(Object.keys(made).filter(isArchiveFile)).toEqual(
    expect.arrayContaining(["incidents-2025.md", "charts/incidents.svg", "charts/services-dark.svg"]),
  );
});

it("text of a record mentions nobody, is no HTML and no cell of its own", () => {
  const made = filesOf(hostile);
  for (const [name, text] of Object.entries(made).filter(([one]) => one.endsWith(".md"))) {
    // A picture's words are in an attribute, where nobody is mentioned.
    const page = text.replaceAll(/<img alt="[^"<>]*" src="[^"<>]*">/g, "");
    expect([name, page]).toEqual([name, expect.not.stringMatching(/@octo|(?<!\\)<img|#1/)]);
  }
  const [row] =
    made["metrics.md"]?.split("\n").filter((line) => line.includes("octo") && !line.startsWith("| service")) ?? [];
  expect(row?.split(/(?<!\\)\|/).length).toBe(11);
});
