import { severities } from "../../model/incident.ts";
import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { periodAt, periodBefore } from "./calendar.ts";
import type { IncidentFact } from "./fact.ts";
import { byName, byService } from "./failures.ts";
import { timesOf } from "./times.ts";

type Groups = ReadonlyMap<string, readonly IncidentFact[]>;

/** Ten years of weeks: a year mistyped must not make a report of thousands of empty periods. */
const mostPeriods = 520;

/** Incidents by severity (zeros shown), type, service and cause. */
export function countsOf(facts: readonly IncidentFact[], previous: readonly IncidentFact[] | null): Metrics["counts"] {
  const sizes = (groups: Groups): Record<string, number> =>
    Object.fromEntries([...groups].map(([name, all]) => [name, all.length]));
  return {
    formula:
      "counted incidents; one with several services or causes counts for each of them, one without counts for none",
    severity: sizes(bySeverity(facts)),
    type: sizes(byType(facts)),
    service: sizes(byService(facts)),
    cause: sizes(byName(facts, ({ causes }) => causes)),
    previous: previous === null ? null : previous.length,
  };
}

/** The times of each group by itself. */
export function groupsOf(
  by: Grouping,
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
): Metrics["groups"] {
  const group = { service: byService, severity: bySeverity, type: byType }[by];
  const before = previous && new Map([...group(previous)].map(([name, all]) => [name.toLowerCase(), all]));
  return {
    by,
    formula: `the times over the incidents of one ${by}${by === "service" ? "; one with several counts for each" : ""}`,
    rows: [...group(facts)].map(([name, all]) => ({
      name,
      n: all.length,
      times: timesOf(all, before && (before.get(name.toLowerCase()) ?? [])),
    })),
  };
}

function bySeverity(facts: readonly IncidentFact[]): Groups {
  const groups = Map.groupBy(facts, ({ severity }) => severity ?? "unknown");
  const names = [...severities, ...(groups.has("unknown") ? (["unknown"] as const) : [])];
  return new Map(names.map((name) => [name, groups.get(name) ?? []]));
}

function byType(facts: readonly IncidentFact[]): Groups {
  const groups = Map.groupBy(facts, ({ type }) => type);
  return new Map([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Incidents in each calendar period up to the window's end, the empty periods too. */
export function seriesOf(unit: Period, facts: readonly IncidentFact[], window: Span | null): Metrics["series"] {
  const end = window === null ? 0 : msOf(window.to);
  const starts = facts.flatMap(({ times: { started } }) => (started !== null && started < end ? [started] : []));
  const formula = "counted incidents by the calendar period (UTC) of started, up to the window's end";
  starts.sort((a, b) => a - b);
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
