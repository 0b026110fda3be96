import type { Runbook } from "../../model/runbook.ts";
import { countedTypes } from "../counted-types.ts";
import { helpingServices } from "../coverage.ts";
import { numbersOf } from "../coverage-change.ts";
import { summaryOf } from "../coverage-summary.ts";
import type { ReportMade } from "../runbook-report.ts";
import { orphanReason } from "../runbook-state.ts";
import { jsonPart, type Parts, textPart } from "./byte-parts.ts";
import { columnsOf } from "./columns.ts";
import type { Frame, LooseUnit, Seldom } from "./frame.ts";
import { coveredLine, type IncidentLine, leftLine } from "./incident-line.ts";
import { printReport } from "./print-report.ts";

/**
 * A report in a form that is brought up to date when incidents change, without reading the rest again: as it is printed, with
 * the places of its rows, and what its sums are made of.
 */
export function keepCoverage(
  made: ReportMade,
  runbooks: readonly Runbook[],
): { readonly parts: Parts /** The report as it is printed. */; readonly text: string } {
  const { report } = made;
  const lines = linesOf(report);
  const printed = printReport(report, lines);
  const paths = runbooks.map(({ path }) => path);
  const numberOf = new Map(paths.map((path, at) => [path, at]));
  const { columns, spellings, serviceKeys, costKeys } = columnsOf(report, lines, printed, {
    listed: made.listed,
    numberOf,
  });
  const seldom: Seldom = {
    runbooks: runbooks.map((one) => [one.path, one.services, countedTypes(one)]),
    units: made.units
      .filter(({ path }) => !made.usedByAlerts.has(path))
      .map(({ path, title, runbook }): LooseUnit => {
        return { path, title, reason: orphanReason(runbook), runbook: numberOf.get(runbook.path) ?? 0 };
      }),
    helping: [...helpingServices(runbooks)],
    spellings,
    serviceKeys,
    costKeys,
    others: made.unreadable,
  };
  const frame: Frame = {
    summary: summaryOf(report),
    numbers: numbersOf(report),
    before: made.before,
    spans: printed.spans,
  };
  const parts = {
    frame: jsonPart(frame),
    ...columns,
    ...Object.fromEntries(Object.entries(seldom).map(([name, list]) => [name, jsonPart(list)])),
    alertRunbooks: textPart(alertRunbooks(made.ofAlerts, runbooks, numberOf)),
    text: textPart(printed.text),
  };
  return { parts, text: printed.text };
}

/** What each incident file adds to the report, in the order of their paths. */
function linesOf({ byIncident, broken, excluded }: ReportMade["report"]): readonly IncidentLine[] {
  const links = Map.groupBy(broken, ({ path }) => path);
  const lines = [
    ...byIncident.map((one) =>
      coveredLine(
        one,
        (links.get(one.path) ?? []).map(({ link }) => link),
      ),
    ),
    ...(["kind", "cancelled", "duplicate", "unreadable"] as const).flatMap((kind) =>
      excluded[kind].map((one) => leftLine(one, kind)),
    ),
  ];
  return lines.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A line for each alert that has runbooks, by link or by their `alerts:`: its name as JSON, a tab, the runbooks' numbers. */
function alertRunbooks(
  ofAlerts: ReadonlyMap<string, readonly Runbook[]>,
  runbooks: readonly Runbook[],
  numberOf: ReadonlyMap<string, number>,
): string {
  const found = new Map<string, Set<number>>();
  const add = (name: string, { path }: Runbook): void => {
    const key = name.trim().toLowerCase();
    found.set(key, (found.get(key) ?? new Set()).add(numberOf.get(path) ?? 0));
  };
  for (const runbook of runbooks) for (const name of runbook.alerts) add(name, runbook);
  for (const [name, list] of ofAlerts) for (const runbook of list) add(name, runbook);
  return `\n${[...found].map(([name, numbers]) => `${JSON.stringify(name)}\t${[...numbers].join(",")}\n`).join("")}`;
}
