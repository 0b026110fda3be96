import type { IncidentReport } from "../model/incident-report.ts";

/** The report as JSON: `schema/report.json` describes it. */
export function incidentReportJson(report: IncidentReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
