import { safeCell } from "../markdown/safe-text.ts";
import { sayMinutes } from "../model/time.ts";
import type { Coverage, CoveredIncident } from "./coverage.ts";
import { percent, type Share } from "./share.ts";
import { linkFrom, table } from "./table.ts";

export interface CoveragePages {
  readonly "runbook-coverage.md": string;
  readonly "runbook-coverage.json": string;
}

/** Rows of a table that the page shows; the JSON has all of them. */
const mostRows = 500;

/**
 * The report as a page and as JSON. Nothing in it but the coverage: no clock and no commit, so that it changes only when
 * a number does. `reports` is the folder in which they lie, from which their links lead.
 */
export function coveragePages(coverage: Coverage, { reports }: { readonly reports: string }): CoveragePages {
  return {
    "runbook-coverage.md": page(coverage, (path, text) => linkFrom(reports, path, text)),
    "runbook-coverage.json": `${JSON.stringify(coverage, null, 2)}\n`,
  };
}

export type Link = (path: string, text?: string, line?: number) => string;

function page(coverage: Coverage, link: Link): string {
  const parts = [
    "# Runbook coverage",
    "Made by Gitcident from the incidents and runbooks of this repository; changes by hand are overwritten.",
    numbers(coverage),
    pie(coverage.incidents),
    ...gaps(coverage, link),
    ...services(coverage, link),
    ...incidents(coverage, link),
    ...runbooks(coverage, link),
    ...excluded(coverage, link),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function numbers(coverage: Coverage): string {
  const { kind, cancelled, duplicate, unreadable } = coverage.excluded;
  const left = `${kind.length} not of kind incident, ${cancelled.length} cancelled, ${duplicate.length} duplicate, ${unreadable.length} unreadable`;
  const row = (what: string, share: Share): readonly string[] => [
    what,
    percent(share),
    String(share.with),
    String(share.n - share.with),
    String(share.n),
  ];
  return [
    table(
      ["", "Share", "With", "Without", "n"],
      [row("Incidents with a runbook", coverage.incidents), row("Services with a runbook", coverage.services)],
    ),
    "",
    `- Incidents: ${coverage.incidents.formula}.`,
    `- Services: ${coverage.services.formula}.`,
    `- Left out of both: ${left}.`,
  ].join("\n");
}

function pie(share: Share): string {
  const slices = [
    ["With a runbook", share.with],
    ["Without", share.n - share.with],
  ] as const;
  const lines = slices.filter(([, count]) => count > 0).map(([name, count]) => `  "${name}" : ${count}`);
  if (lines.length === 0) return "";
  return ["```mermaid", "pie showData", "  title Incidents by runbook", ...lines, "```"].join("\n");
}

const minutes = (length: number | null): string => (length === null ? "–" : sayMinutes(length));

function gaps(coverage: Coverage, link: Link): readonly string[] {
  const open = coverage.byIncident
    .filter((one) => one.runbooks.length === 0)
    .toSorted((a, b) => (b.minutes ?? -1) - (a.minutes ?? -1));
  const bare = coverage.byService
    .filter((one) => one.runbooks.length === 0)
    .toSorted((a, b) => (b.minutes ?? -1) - (a.minutes ?? -1));
  if (open.length + bare.length === 0) {
    return coverage.incidents.n === 0 ? [] : ["## Gaps", "None: every incident and every service has a runbook."];
  }
  return [
    "## Gaps",
    "The longest first. Minutes run from `started` to `resolved`; – where one of them is missing.",
    ...listed(["Service without a runbook", "Incidents", "Time"], bare, (one) => [
      safeCell(one.service),
      String(one.incidents),
      lengthOf(one),
    ]),
    ...listed(["Incident without a runbook", "Title", "Services", "Time", "Linked elsewhere"], open, (one) => [
      link(one.path, one.id),
      safeCell(one.title),
      cells(one.services),
      minutes(one.minutes),
      cells(one.elsewhere),
    ]),
  ];
}

function lengthOf(one: { readonly minutes: number | null; readonly unmeasured: number }): string {
  const rest = one.minutes !== null && one.unmeasured > 0 ? ` (${one.unmeasured} without times)` : "";
  return minutes(one.minutes) + rest;
}

export function services(coverage: Pick<Coverage, "byService">, link: Link): readonly string[] {
  const rows = listed(["Service", "Incidents", "Time", "Runbooks"], coverage.byService, (one) => [
    safeCell(one.service),
    String(one.incidents),
    lengthOf(one),
    one.runbooks.length > 0 ? one.runbooks.map((path) => link(path)).join(", ") : "**none**",
  ]);
  return rows.length === 0 ? [] : ["## Services", ...rows];
}

export function incidents(coverage: Pick<Coverage, "byIncident">, link: Link): readonly string[] {
  const found = (one: CoveredIncident): string =>
    one.runbooks.map(({ path, because }) => `${link(path)} (${safeCell(because)})`).join(", ");
  const rows = listed(["Incident", "Title", "Time", "Runbooks"], coverage.byIncident.toReversed(), (one) => [
    link(one.path, one.id),
    safeCell(one.title),
    minutes(one.minutes),
    found(one) || "**none**",
  ]);
  return ["## Incidents", ...(rows.length > 0 ? rows : ["No incident is counted yet, so there is no share to give."])];
}

function runbooks(coverage: Coverage, link: Link): readonly string[] {
  const broken = listed(["Incident", "Runbook that is not there"], coverage.broken, (one) => [
    link(one.path),
    safeCell(one.link),
  ]);
  const orphans = listed(["Runbook", "Title", "Why"], coverage.orphans, (one) => [
    link(one.path),
    safeCell(one.title),
    one.reason,
  ]);
  return [
    ...(broken.length > 0 ? ["## Broken links", ...broken] : []),
    ...(orphans.length > 0 ? ["## Orphan runbooks", ...orphans] : []),
  ];
}

export function excluded(coverage: Pick<Coverage, "excluded">, link: Link): readonly string[] {
  const { kind, cancelled, duplicate, unreadable } = coverage.excluded;
  const rows = listed(["File", "Why"], [...unreadable, ...kind, ...cancelled, ...duplicate], (one) => [
    link(one.path),
    safeCell(one.reason),
  ]);
  return rows.length === 0 ? [] : ["## Not counted", ...rows];
}

const cells = (names: readonly string[]): string => names.map((name) => safeCell(name)).join(", ");

/** A table of the first rows, and a line that says so where there are more. Rows that are not shown cost nothing. */
export function listed<T>(
  head: readonly string[],
  all: readonly T[],
  row: (one: T) => readonly string[],
): readonly string[] {
  if (all.length === 0) return [];
  const more = all.length > mostRows ? [`${mostRows} of ${all.length} are shown; runbook-coverage.json has all.`] : [];
  return [table(head, all.slice(0, mostRows).map(row)), ...more];
}
