import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import { periodAt, periodBefore, spanOf } from "./calendar.ts";
import { countsOf, groupsOf, seriesOf } from "./counts.ts";
import type { IncidentFact } from "./fact.ts";
import { betweenFailures } from "./failures.ts";
import { byReason } from "./numbers.ts";
import { timesOf } from "./times.ts";

/** What of the archive is looked at. Nothing given: all of it. */
export interface MetricsAsked {
  /** The calendar period of the latest start, and that before it; with ends given, the periods of the series alone. */
  readonly period?: Period | undefined;
  /** Incidents that started then or later. */
  readonly from?: Instant | undefined;
  /** Incidents that started before. */
  readonly to?: Instant | undefined;
  readonly by?: Grouping | undefined;
}

/**
 * The metrics of incidents. A function of the files alone: no clock is asked, where a window has no end it is that of
 * the period (or the day) of the latest start.
 */
export function metricsOf(files: readonly IncidentFact[], asked: MetricsAsked = {}): Metrics {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const kept = sorted.filter(({ left }) => left === undefined);
  const { window, previous } = windowsOf(kept, asked);
  const facts = window ? kept.filter((fact) => isIn(window, fact)) : [];
  const before = previous && kept.filter((fact) => isIn(previous, fact));
  return {
    version: 1,
    period: asked.from === undefined && asked.to === undefined ? (asked.period ?? null) : null,
    window,
    previous,
    files: files.length,
    counted: facts.length,
    outside: kept.length - facts.length,
    formula:
      "files of kind incident that are neither cancelled nor duplicates nor excluded by the config, with a readable started inside the window",
    excluded: byReason(sorted.flatMap(({ path, left }) => (left ? [{ path, ...left }] : []))),
    times: timesOf(facts, before),
    betweenFailures: betweenFailures(facts, before),
    counts: countsOf(facts, before),
    series: seriesOf(asked.period ?? "monthly", kept, window),
    groups: asked.by ? groupsOf(asked.by, facts, before) : null,
    notes: facts.flatMap(({ path, notes }) => notes.map((says) => ({ path, says }))),
  };
}

function isIn({ from, to }: Span, { times }: IncidentFact): boolean {
  return times.started !== null && times.started >= from && times.started < to;
}

interface Windows {
  readonly window: Span | null;
  readonly previous: Span | null;
}

function windowsOf(facts: readonly IncidentFact[], { period, from, to }: MetricsAsked): Windows {
  const starts = facts.flatMap(({ times }) => times.started ?? []).toSorted();
  const [first, last] = [starts[0], starts.at(-1)];
  if (from !== undefined || to !== undefined) {
    const [begin, end] = [from ?? first, to ?? (last && dayAfter(last))];
    if (begin === undefined || end === undefined || begin >= end) return { window: null, previous: null };
    // With no beginning asked for, the window holds all that is earlier: there is nothing before it.
    const before = from === undefined ? null : spanOf(instantOf(2 * msOf(begin) - msOf(end)), begin);
    return { window: spanOf(begin, end), previous: before };
  }
  if (first === undefined || last === undefined) return { window: null, previous: null };
  if (period === undefined) return { window: spanOf(first, dayAfter(last)), previous: null };
  const window = periodAt(period, last);
  return { window, previous: periodBefore(period, window) };
}

const dayAfter = (instant: Instant): Instant => instantOf(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + 86_400_000);
