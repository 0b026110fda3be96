import { safeCell } from "../markdown/safe-text.ts";
import { sayMinutes } from "../model/time.ts";
import { badgeJson, badgeSvg } from "./badge.ts";
import { excluded, incidents, type Link, listed, section, services } from "./coverage-page.ts";
import type { RunbookReport } from "./runbook-report.ts";
import { runbookLists, runbookNumbers } from "./runbook-state-page.ts";
import { percent, type Share } from "./share.ts";
import { linkFrom, table } from "./table.ts";

/** The report's files, by name. */
export type ReportFiles = Readonly<Record<`runbook-coverage${".md" | ".json" | "-badge.json" | "-badge.svg"}`, string>>;

/** `reports`: the folder in which they lie, from which their links lead. */
export function runbookReportFiles(report: RunbookReport, { reports }: { readonly reports: string }): ReportFiles {
  const { alerts } = report;
  const badge = alerts.total + alerts.unknown > 0 ? alerts : { share: report.incidents.share, unknown: 0 };
  return {
    "runbook-coverage.md": page(report, (path, text, line) => linkFrom(reports, path, text, line)),
    "runbook-coverage.json": runbookReportJson(report),
    "runbook-coverage-badge.json": badgeJson(badge),
    "runbook-coverage-badge.svg": badgeSvg(badge),
  };
}

export function runbookReportJson(report: RunbookReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

function page(report: RunbookReport, link: Link): string {
  const parts = [
    "# Runbook coverage",
    "Made by Gitcident from the alerts, incidents and runbooks of this repository; changes by hand are overwritten.",
    numbers(report),
    ...unreadable(report, link),
    chart(report),
    ...change(report),
    ...gaps(report, link),
    ...alerts(report, link),
    ...runbookLists(report.runbooks, link),
    ...services(report, link),
    ...incidents(report, link),
    ...brokenOfIncidents(report, link),
    ...excluded(report, link),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function alertShare({ alerts }: RunbookReport): Share {
  return { with: alerts.covered, n: alerts.total + alerts.unknown, share: alerts.share, formula: alerts.formula };
}

function numbers(report: RunbookReport): string {
  const { kind, cancelled, duplicate, unreadable: unread } = report.excluded;
  const rows = [
    ["Alerts with a runbook", alertShare(report)],
    ["Incidents with a runbook", report.incidents],
    ["Services with a runbook", report.services],
  ] as const;
  const { alerts: said, runbooks: state, rules } = report;
  const known = said.total + said.unknown > 0;
  return [
    table(
      ["", "Share", "With", "Without", "n"],
      rows
        .slice(known ? 0 : 1)
        .map(([what, share]) => [
          what,
          percent(share),
          String(share.with),
          String(share.n - share.with),
          String(share.n),
        ]),
    ),
    "",
    ...(known ? [sayAlerts(said, rules)] : []),
    ...(said.unknown > 0
      ? [`- **Unknown: ${said.unknown} unreadable**, so the share of alerts is the least that it can be.`]
      : []),
    `- Incidents: ${report.incidents.formula}.`,
    `- Services: ${report.services.formula}.`,
    `- Left out of both: ${kind.length} not of kind incident, ${cancelled.length} cancelled, ${duplicate.length} duplicate, ${unread.length} unreadable.`,
    "",
    runbookNumbers(state),
  ].join("\n");
}

function sayAlerts(said: RunbookReport["alerts"], rules: number): string {
  const links = `${said.linked} link to a runbook, ${said.broken.length} of the links are broken, ${said.elsewhere.length} can't be followed from here`;
  return `- Alerts: ${said.formula}. ${rules} rules of ${said.total} alerts; ${links}.`;
}

function chart(report: RunbookReport): string {
  const known = alertShare(report);
  const ofAlerts = known.n > 0;
  const { with: covered, n } = ofAlerts ? known : report.incidents;
  const unknown = ofAlerts ? report.alerts.unknown : 0;
  const slices = [
    ["With a runbook", covered],
    ["Without", n - covered - unknown],
    ["Unknown", unknown],
  ] as const;
  const lines = slices.filter(([, count]) => count > 0).map(([name, count]) => `  "${name}" : ${count}`);
  if (lines.length === 0) return "";
  const title = `  title ${ofAlerts ? "Alerts" : "Incidents"} by runbook`;
  return ["```mermaid", "pie showData", title, ...lines, "```"].join("\n");
}

function change({ change: changed }: RunbookReport): readonly string[] {
  if (!changed) return [];
  const rows = Object.keys(changed.now).map((name) => {
    const [before, now] = [changed.before[name] ?? 0, changed.now[name] ?? 0];
    return [name, String(before), String(now), now > before ? `+${now - before}` : `−${before - now}`];
  });
  return ["## Change since the last report", table(["Number", "Before", "Now", "Change"], rows)];
}

function unreadable({ unreadable: list }: RunbookReport, link: Link): readonly string[] {
  const rows = listed(["File", "Line", "Why"], list, (one) => [link(one.path), String(one.line), safeCell(one.reason)]);
  return rows.length === 0 ? [] : ["## Unreadable", "What these files hold is unknown.", ...rows];
}

function gaps({ gaps: list, alerts: { total }, incidents: { n } }: RunbookReport, link: Link): readonly string[] {
  if (total + n === 0 && list.length === 0) return [];
  if (list.length === 0) return ["## Gaps", "None: everything that is counted has a runbook."];
  return [
    "## Gaps",
    "What a runbook is missing for, by the minutes of incident that it stood for: `resolved − started`, summed over the incidents counted that had the alert or service; – where none has both times.",
    ...listed(["", "Without a runbook", "Time", "Incidents"], list, (gap) => [
      gap.kind,
      gap.kind === "incident" && gap.path !== null ? link(gap.path, gap.name) : named(gap, link),
      gap.minutes === null ? "–" : sayMinutes(gap.minutes),
      String(gap.incidents),
    ]),
  ];
}

interface Named {
  readonly name: string;
  readonly path: string | null;
  readonly line: number | null;
}

const named = ({ name, path, line }: Named, link: Link): string =>
  path === null ? safeCell(name) : `${safeCell(name)} (${link(path, undefined, line ?? 1)})`;

function alerts({ alerts: said, rows }: RunbookReport, link: Link): readonly string[] {
  const ended = (list: RunbookReport["alerts"]["broken"]): readonly string[] =>
    listed(["Alert", "Link", "Why"], list, (one) => [
      named(one, link),
      safeCell(one.link),
      safeCell(one.reason) + (one.covered ? "; a runbook was found without it" : ""),
    ]);
  const without = said.unlinked.filter(({ covered }) => !covered);
  return [
    ...section("Broken links of alerts", ended(said.broken)),
    ...section(
      "Alerts without a link and without a runbook",
      listed(["Alert"], without, (one) => [named(one, link)]),
    ),
    ...section("Links of alerts that can't be followed from here", ended(said.elsewhere)),
    ...section(
      "Rows of alert tables",
      listed(["File", "Line", "What"], rows, (one) => [link(one.path), String(one.line), safeCell(one.message)]),
    ),
  ];
}

function brokenOfIncidents({ broken }: RunbookReport, link: Link): readonly string[] {
  const rows = listed(["Incident", "Runbook that is not there"], broken, (one) => [link(one.path), safeCell(one.link)]);
  return section("Broken links of incidents", rows);
}
