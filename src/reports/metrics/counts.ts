import { severities } from "../../model/incident.ts";
import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
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
  const starts = facts.flatMap(({ times }) => times.started ?? []).filter((at) => window !== null && at < window.to);
  const formula = "counted incidents by the calendar period (UTC) of started, up to the window's end";
  const first = starts.toSorted()[0];
  if (window === null || first === undefined) return { unit, formula, earlier: 0, periods: [] };
  const counted = Map.groupBy(starts, (at) => periodAt(unit, at).from);
  const spans: Span[] = [];
  const last: Instant = instantOf(msOf(window.to) - 1000);
  for (let at = periodAt(unit, last); at.to > first && spans.length < mostPeriods; at = periodBefore(unit, at)) {
    spans.unshift(at);
  }
  const periods = spans.map((span) => ({ ...span, n: counted.get(span.from)?.length ?? 0 }));
  return { unit, formula, earlier: starts.length - periods.reduce((sum, { n }) => sum + n, 0), periods };
}
