import { readFields } from "../model/fields.ts";
import { severities } from "../model/incident.ts";
import type { ArchiveObservation } from "../model/observation.ts";
import { runbookCoverage, type Share } from "../reports/coverage.ts";
import { scanFrontmatter } from "../reports/scan.ts";

/** The archive's headline numbers as Markdown: a table, and the same as a chart. Only our own words and numbers are in it. */
export function headline({ incidents, unread, runbooks, actionIssues }: ArchiveObservation): string {
  const coverage = runbookCoverage({ incidents, unread, runbooks });
  const { kind, cancelled, duplicate, unreadable } = coverage.excluded;
  const left = kind.length + cancelled.length + duplicate.length + unreadable.length;
  const counted = new Set(coverage.byIncident.map(({ path }) => path));
  const found = incidents.filter(({ path }) => counted.has(path)).map(({ text }) => severityOf(text));
  const bySeverity = severities.map((severity) => found.filter((one) => one === severity).length);
  const open = actionIssues.filter(({ state }) => state === "open").length;
  const rows = [
    [
      "Incidents counted",
      `${coverage.incidents.n} (${left} left out: drills, tests, events, cancelled, duplicate, unreadable)`,
    ],
    ["By severity", severities.map((severity, index) => `${severity}: ${bySeverity[index]}`).join(", ")],
    ["Incidents with a runbook", sayShare(coverage.incidents)],
    ["Services with a runbook", sayShare(coverage.services)],
    ["Action items open", String(open)],
  ];
  const chart = [
    "```mermaid",
    "xychart-beta",
    '  title "Incidents by severity"',
    `  x-axis [${severities.join(", ")}]`,
    `  y-axis "Incidents" 0 --> ${Math.max(1, ...bySeverity)}`,
    `  bar [${bySeverity.join(", ")}]`,
    "```",
  ];
  const table = ["| What | Number |", "| --- | --- |", ...rows.map(([what, number]) => `| ${what} | ${number} |`)];
  return ["## Reports", table.join("\n"), ...(found.length > 0 ? [chart.join("\n")] : [])].join("\n\n");
}

function severityOf(text: string): string | undefined {
  const scanned = scanFrontmatter(text);
  return scanned.kind === "ok" ? readFields(scanned.fields).severity : undefined;
}

function sayShare({ with: part, n, share }: Share): string {
  return share === null ? "none to count" : `${part} of ${n} (${Math.round(share * 100)} %)`;
}
