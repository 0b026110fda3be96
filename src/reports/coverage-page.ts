import { safeCell } from "../markdown/safe-text.ts";
import { sayMinutes } from "../model/time.ts";
import type { Coverage, CoveredIncident } from "./coverage.ts";
import { table } from "./table.ts";

/** Rows of a table that the page shows; the JSON has all of them. */
const mostRows = 500;

/** A link from the page to a file of the repository; its text is the file's name where none is given. */
export type Link = (path: string, text?: string, line?: number) => string;

const minutes = (length: number | null): string => (length === null ? "–" : sayMinutes(length));

function lengthOf(one: { readonly minutes: number | null; readonly unmeasured: number }): string {
  const rest = one.minutes !== null && one.unmeasured > 0 ? ` (${one.unmeasured} not measured)` : "";
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

export function excluded(coverage: Pick<Coverage, "excluded">, link: Link): readonly string[] {
  const { kind, cancelled, duplicate, unreadable } = coverage.excluded;
  const rows = listed(["File", "Why"], [...unreadable, ...kind, ...cancelled, ...duplicate], (one) => [
    link(one.path),
    safeCell(one.reason),
  ]);
  return rows.length === 0 ? [] : ["## Not counted", ...rows];
}

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

/** Rows below their heading; nothing where there are none. */
export function section(title: string, rows: readonly string[]): readonly string[] {
  return rows.length === 0 ? [] : [`## ${title}`, ...rows];
}
