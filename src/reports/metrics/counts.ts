import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { byName, byService, type Group } from "./by-name.ts";
import { bySeverity } from "./by-severity.ts";
import { periodAt, periodBefore } from "./calendar.ts";
import type { FactTable } from "./fact-table.ts";
import { type Histogram, placeOf, sizeOf } from "./histogram.ts";
import type { Sample } from "./sample.ts";
import { timesOf, timesTally } from "./times.ts";

const nobody = new Int32Array();

/** Ten years of weeks: a year mistyped must not make a report of thousands of empty periods. */
const mostPeriods = 520;

/** Incidents by severity (zeros shown), type, service and cause. */
export function countsOf(table: FactTable, rows: Int32Array, previous: Int32Array | null): Metrics["counts"] {
  const sizes = (groups: readonly Group[]): Record<string, number> =>
    Object.fromEntries(groups.map(({ name, rows: own }) => [name, own.length]));
  return {
    formula:
      "counted incidents; one with several services or causes counts for each of them, one without counts for none",
    severity: sizes(bySeverity(table, rows)),
    type: sizes(byType(table, rows)),
    service: sizes(byService(table, rows)),
    cause: sizes(byName(table, rows, table.wholes.causes)),
    previous: previous === null ? null : previous.length,
  };
}

/** The times of each group by itself. */
export function groupsOf(
  by: Grouping,
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
): Metrics["groups"] {
  const group = { service: byService, severity: bySeverity, type: byType }[by];
  const before = previous && new Map(group(table, previous).map(({ name, rows }) => [name.toLowerCase(), rows]));
  const sampleOf = (own: Int32Array): Sample => ({ rows: own, tally: timesTally(table, own, "seconds") });
  return {
    by,
    formula: `the times over the incidents of one ${by}${by === "service" ? "; one with several counts for each" : ""}`,
    rows: group(table, rows).map(({ name, rows: own }) => ({
      name,
      n: own.length,
      times: timesOf(table, sampleOf(own), before && sampleOf(before.get(name.toLowerCase()) ?? nobody), "seconds"),
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
    .map(([text, own]) => ({ name: texts[text] as string, rows: new Int32Array(own) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Incidents in each calendar period up to the window's end, the empty periods too; of all starts there are. */
export function seriesOf(unit: Period, { values, counts }: Histogram, window: Span | null): Metrics["series"] {
  const formula = "counted incidents by the calendar period (UTC) of started, up to the window's end";
  const end = window === null ? 0 : msOf(window.to);
  const [first] = values;
  if (window === null || first === undefined || first >= end) return { unit, formula, earlier: 0, periods: [] };
  const spans: Span[] = [];
  for (
    let at = periodAt(unit, end - 1000);
    msOf(at.to) > first && spans.length < mostPeriods;
    at = periodBefore(unit, at)
  ) {
    spans.unshift(at);
  }
  const nIn = (from: number, to: number): number => {
    const [low, high] = [placeOf(from, values), placeOf(Math.min(to, end), values)];
    return sizeOf({ values: values.subarray(low, high), counts: counts.subarray(low, high) });
  };
  return {
    unit,
    formula,
    earlier: nIn(Number.NEGATIVE_INFINITY, msOf(spans[0]?.from ?? window.to)),
    periods: spans.map((span) => ({ ...span, n: nIn(msOf(span.from), msOf(span.to)) })),
  };
}
