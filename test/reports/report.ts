import { readdirSync, readFileSync } from "node:fs";
import { defaultConfig } from "../../src/model/config.ts";
import type { IncidentReport } from "../../src/model/incident-report.ts";
import { incidentReport, type ReportInput } from "../../src/reports/incident-report.ts";
import { readRunbook } from "../../src/reports/runbooks.ts";

export const failoverPath = "incidents/2025/INC-2025-001.md";
export const failoverText = readFileSync(failoverPath, "utf8");

const runbooks = readdirSync("runbooks")
  .toSorted()
  .map((name) => readRunbook(`runbooks/${name}`, readFileSync(`runbooks/${name}`, "utf8")).runbook);

/** The report of a text, asked for three days after the failover incident. */
export function reportOf(text: string, over: Partial<ReportInput> = {}): IncidentReport {
  const path = over.path ?? failoverPath;
  const archive = [{ path, text }];
  const now = "2025-01-18T00:00:00Z";
  const result = incidentReport({ path, text, config: defaultConfig, runbooks, archive, now, ...over });
  if (result.kind === "broken") throw new Error(`${result.reason}, line ${result.line}`);
  return result.report;
}

export const failover = (): IncidentReport => reportOf(failoverText);

/** An incident file of some frontmatter lines and a body. */
export function fileOf(frontmatter: string, body = ""): string {
  return `---\n${frontmatter.trim()}\n---\n\n# INC\n\n${body}\n`;
}
