import { type Config, defaultConfig } from "../../model/config.ts";
import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import { actionItemsOf } from "./action-items.ts";
import { availabilityOf } from "./availability.ts";
import { periodAt, periodBefore, spanOf } from "./calendar.ts";
import { costOf } from "./cost.ts";
import { countsOf, groupsOf, seriesOf } from "./counts.ts";
import type { IncidentFact } from "./fact.ts";
import { betweenFailures } from "./failures.ts";
import { byReason } from "./numbers.ts";
import { onCallOf } from "./on-call.ts";
import { postmortemsOf } from "./postmortems.ts";
import { responseOf } from "./response.ts";
import { shareOver } from "./shares.ts";
import { startedIn } from "./started-in.ts";
import { supportHoursOf } from "./support-hours.ts";
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
  /** The present, for ages and what is overdue; else the latest time that a file records. */
  readonly asOf?: Instant | undefined;
}

/**
 * The metrics of incidents. A function of the files alone: no clock is asked, where a window has no end it is that of
 * the period (or the day) of the latest start.
 */
export function metricsOf(
  files: readonly IncidentFact[],
  asked: MetricsAsked = {},
  config: Config = defaultConfig,
): Metrics {
  const sorted = inOrder(files);
  const kept = sorted.filter(({ left }) => left === undefined);
  const { window, previous } = windowsOf(kept, asked);
  const facts = window ? startedIn(window, kept) : [];
  const before = previous && startedIn(previous, kept);
  const asOf = asked.asOf ?? latestOf(files);
  return {
    version: 1,
    asOf,
    period: asked.from === undefined && asked.to === undefined ? (asked.period ?? null) : null,
    window,
    previous,
    files: files.length,
    counted: facts.length,
    outside: kept.length - facts.length,
    formula:
      "files of kind incident that are neither cancelled nor duplicates nor excluded by the config, with a readable started inside the window",
    excluded: byReason(
      sorted.filter(({ left }) => left).flatMap(({ path, left }) => (left ? [{ path, ...left }] : [])),
    ),
    times: timesOf(facts, before),
    betweenFailures: betweenFailures(facts, before),
    supportHours: supportHoursOf(facts, before, config),
    counts: countsOf(facts, before),
    response: responseOf(facts, before, config),
    postmortems: postmortemsOf(facts, before, config),
    actionItems: actionItemsOf(facts, before, asOf),
    availability: availabilityOf(facts, before, { window, previous }, config),
    runbooks: shareOver("incidents that name a runbook / incidents counted", facts, before, hasRunbook),
    cost: costOf(facts, before),
    onCall: onCallOf({ facts, previous: before, all: sorted, window, before: previous, config }),
    series: seriesOf(asked.period ?? "monthly", kept, window),
    groups: asked.by ? groupsOf(asked.by, facts, before) : null,
    notes: facts
      .filter(({ notes }) => notes.length > 0)
      .flatMap(({ path, notes }) => notes.map((says) => ({ path, says }))),
  };
}

const hasRunbook = ({ runbooks }: IncidentFact): boolean => runbooks.length > 0;

/** By path. Who walks a tree has them so, and looking is cheaper than sorting. */
function inOrder(files: readonly IncidentFact[]): readonly IncidentFact[] {
  const isSorted = files.every((fact, at) => at === 0 || (files[at - 1] as IncidentFact).path <= fact.path);
  return isSorted ? files : files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function latestOf(files: readonly IncidentFact[]): Instant | null {
  let last: number | null = null;
  for (const { latest } of files) if (latest !== null && (last === null || latest > last)) last = latest;
  return last === null ? null : instantOf(last);
}

interface Windows {
  readonly window: Span | null;
  readonly previous: Span | null;
}

function windowsOf(facts: readonly IncidentFact[], { period, from, to }: MetricsAsked): Windows {
  let [earliest, latest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { times } of facts) {
    earliest = Math.min(earliest, times.started ?? earliest);
    latest = Math.max(latest, times.started ?? latest);
  }
  const [first, last] = earliest > latest ? [] : [instantOf(earliest), instantOf(latest)];
  if (from !== undefined || to !== undefined) {
    const [begin, end] = [from ?? first, to ?? (last && dayAfter(last))];
    if (begin === undefined || end === undefined || begin >= end) return { window: null, previous: null };
    // With no beginning asked for, the window holds all that is earlier: there is nothing before it.
    const before = from === undefined ? null : spanOf(instantOf(2 * msOf(begin) - msOf(end)), begin);
    return { window: spanOf(begin, end), previous: before };
  }
  if (first === undefined || last === undefined) return { window: null, previous: null };
  if (period === undefined) return { window: spanOf(first, dayAfter(last)), previous: null };
  const window = periodAt(period, latest);
  return { window, previous: periodBefore(period, window) };
}

const dayAfter = (instant: Instant): Instant => instantOf(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + 86_400_000);
