import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { byName, byService, type Group } from "./by-name.ts";
import { bySeverity } from "./by-severity.ts";
import { periodAt, periodBefore } from "./calendar.ts";
import type { FactTable } from "./fact-table.ts";
import { recorded, timesOf } from "./times.ts";

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
  return {
    by,
    formula: `the times over the incidents of one ${by}${by === "service" ? "; one with several counts for each" : ""}`,
    rows: group(table, rows).map(({ name, rows: own }) => ({
      name,
      n: own.length,
      times: timesOf(table, own, before && (before.get(name.toLowerCase()) ?? nobody)),
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

/** Incidents in each calendar period up to the window's end, the empty periods too. */
export function seriesOf(
  unit: Period,
  { numbers: { started } }: FactTable,
  rows: Int32Array,
  window: Span | null,
): Metrics["series"] {
  const end = window === null ? 0 : msOf(window.to);
  const starts = recorded(rows, started)
    .filter((at) => at < end)
    .sort();
  const formula = "counted incidents by the calendar period (UTC) of started, up to the window's end";
  const first = starts[0];
  if (window === null || first === undefined) return { unit, formula, earlier: 0, periods: [] };
  const spans: Span[] = [];
  for (
    let at = periodAt(unit, end - 1000);
    msOf(at.to) > first && spans.length < mostPeriods;
    at = periodBefore(unit, at)
  ) {
    spans.unshift(at);
  }
  const earlier = starts.findIndex((at) => at >= msOf(spans[0]?.from ?? window.to));
  let next = Math.max(0, earlier);
  const periods = spans.map((span) => {
    const [from, to] = [next, msOf(span.to)];
    while (next < starts.length && (starts[next] as number) < to) next += 1;
    return { ...span, n: next - from };
  });
  return { unit, formula, earlier: earlier === -1 ? starts.length : earlier, periods };
}
