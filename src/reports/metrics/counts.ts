import { severities } from "../../model/incident-words.ts";
import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { byService, type Group, namesTally } from "./by-name.ts";
import { bySeverity } from "./by-severity.ts";
import { periodAt, periodBefore } from "./calendar.ts";
import type { FactTable } from "./fact-table.ts";
import { countOf, type Histogram, sizeBetween, sizeOf } from "./histogram.ts";
import { sizesIn } from "./rows.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { allOf, histogramIn, keyOf, type Tally, usualNames } from "./tally.ts";
import { timesOf, timesTally } from "./times.ts";
import type { Lister } from "./why.ts";

const nobody = new Int32Array();

/** Ten years of weeks: a year mistyped must not make a report of thousands of empty periods. */
const mostPeriods = 520;

/** How many incidents there are of each severity, type, service and cause. */
export function countsTally(table: FactTable, rows: Int32Array): Tally {
  const { texts, wholes } = table;
  const types = Array.from(sizesIn(rows, wholes.type, texts.length), (n, text) => [texts[text] as string, n] as const);
  return new Map<string, Histogram>([
    ...bySeverity(table, rows).map(({ key, rows: own }) => [keyOf("severity", key), countOf(own.length)] as const),
    ...types.filter(([, n]) => n > 0).map(([name, n]) => [keyOf("type", name), countOf(n)] as const),
    ...namesTally("service", table, rows, wholes.services),
    ...namesTally("cause", table, rows, wholes.causes),
  ]);
}

/** Incidents by severity (zeros shown), type, service and cause. */
export function countsOf({ tally }: Sample, previous: Sample | null): Metrics["counts"] {
  const severity = [...severities, "unknown"].map(
    (name) => [name, sizeOf(histogramIn(tally, "severity", name))] as const,
  );
  const types = allOf(tally, "type").map(([[name = ""], own]) => [name, sizeOf(own)] as const);
  const named = (of: "service" | "cause") =>
    Object.fromEntries([...usualNames(tally, of).values()].map(({ name, n }) => [name, n]));
  return {
    formula:
      "counted incidents; one with several services or causes counts for each of them, one without counts for none",
    severity: Object.fromEntries(severity.filter(([name, n]) => name !== "unknown" || n > 0)),
    type: Object.fromEntries(types.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    service: named("service"),
    cause: named("cause"),
    previous: previous?.n ?? null,
  };
}

/** Incidents that are looked at by groups. */
interface Grouped {
  readonly table: FactTable;
  readonly rows: Int32Array;
  readonly tally: Tally;
  /** Those of the period before; null where there is none. */
  readonly previous: Int32Array | null;
  readonly listed: Lister;
}

/** The times of each group by itself. */
export function groupsOf(by: Grouping, { table, rows, tally, previous, listed }: Grouped): Metrics["groups"] {
  const group = { service: byService, severity: bySeverity, type: byType }[by];
  const names = by === "service" ? usualNames(tally, "service") : undefined;
  const before = previous && new Map(group(table, previous).map(({ key, rows: own }) => [key, own]));
  const sampleIn = (own: Int32Array): Sample => sampleOf(table, own, timesTally(table, own, "seconds"), listed);
  return {
    by,
    formula: `the times over the incidents of one ${by}${by === "service" ? "; one with several counts for each" : ""}`,
    rows: group(table, rows).map(({ key, rows: own }) => ({
      name: names?.get(key)?.name ?? key,
      n: own.length,
      times: timesOf(sampleIn(own), before && sampleIn(before.get(key) ?? nobody), "seconds"),
    })),
  };
}

function byType({ texts, wholes: { type } }: FactTable, rows: Int32Array): readonly Group[] {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const one = type[row] as number;
    const group = groups.get(one);
    if (group) group.push(row);
    else groups.set(one, [row]);
  }
  return [...groups]
    .map(([text, own]) => ({ key: texts[text] as string, rows: new Int32Array(own) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Incidents in each calendar period up to the window's end, the empty periods too; of all starts there are. */
export function seriesOf(unit: Period, starts: Histogram, window: Span | null): Metrics["series"] {
  const formula = "counted incidents by the calendar period (UTC) of started, up to the window's end";
  const end = window === null ? 0 : msOf(window.to);
  const [first] = starts.values;
  if (window === null || first === undefined || first >= end) return { unit, formula, earlier: 0, periods: [] };
  const spans: Span[] = [];
  for (
    let at = periodAt(unit, end - 1000);
    msOf(at.to) > first && spans.length < mostPeriods;
    at = periodBefore(unit, at)
  ) {
    spans.unshift(at);
  }
  const nIn = (from: number, to: number): number => sizeBetween(starts, from, Math.min(to, end));
  return {
    unit,
    formula,
    earlier: nIn(Number.NEGATIVE_INFINITY, msOf(spans[0]?.from ?? window.to)),
    periods: spans.map((span) => ({ ...span, n: nIn(msOf(span.from), msOf(span.to)) })),
  };
}
