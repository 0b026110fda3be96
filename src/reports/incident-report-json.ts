import type { IncidentReport } from "../model/incident-report.ts";

/** The report as JSON: `schema/report.json` describes it. No line of it can be taken for a command of GitHub Actions. */
export function incidentReportJson(report: IncidentReport): string {
  return `${JSON.stringify(report, null, 2).replaceAll("##[", "##\\u005b")}\n`;
}
