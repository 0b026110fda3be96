import type { Config } from "../../model/config.ts";
import type { Grouping, Metrics, Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import { actionItemsOf } from "./action-items.ts";
import { countedTally } from "./archive-tally.ts";
import { availabilityOf } from "./availability.ts";
import { periodAt, periodBefore, spanOf } from "./calendar.ts";
import { costOf } from "./cost.ts";
import { countsOf, groupsOf, seriesOf } from "./counts.ts";
import type { FactTable } from "./fact-table.ts";
import { betweenFailures } from "./failures.ts";
import { firedTally } from "./fired.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import { onCallOf } from "./on-call.ts";
import { postmortemsOf } from "./postmortems.ts";
import { responseOf } from "./response.ts";
import { allRows, keptRows, rowsIn } from "./rows.ts";
import type { Sample } from "./sample.ts";
import { shareOver } from "./shares.ts";
import { supportHoursOf } from "./support-hours.ts";
import { histogramIn } from "./tally.ts";
import { recorded, timesOf } from "./times.ts";
import { exclusionsIn } from "./why.ts";

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
 * The metrics of the incidents in a table, which this config judged. A function of the files alone: no clock is asked,
 * where a window has no end it is that of the period (or the day) of the latest start.
 */
export function tableMetrics(table: FactTable, asked: MetricsAsked, config: Config): Metrics {
  const kept = keptRows(table);
  const starts = startsOf(table, kept);
  const { window, previous } = windowsOf(starts, asked);
  const rows = window ? rowsIn(window, table, kept) : new Int32Array();
  const before = previous && rowsIn(previous, table, kept);
  const asOf = asked.asOf ?? latestOf(table);
  const sampleOf = (some: Int32Array): Sample => ({ rows: some, tally: countedTally(table, some, config) });
  const whole = asked.period === undefined && asked.from === undefined && asked.to === undefined;
  const sample = whole && table.tally ? { rows, tally: table.tally.counted } : sampleOf(rows);
  const previousSample = before && sampleOf(before);
  const fired = table.tally?.fired ?? firedTally(table, allRows(table));
  return {
    version: 1,
    asOf,
    period: asked.from === undefined && asked.to === undefined ? (asked.period ?? null) : null,
    window,
    previous,
    files: table.paths.length,
    counted: rows.length,
    outside: kept.length - rows.length,
    formula:
      "files of kind incident that are neither cancelled nor duplicates nor excluded by the config, with a readable started inside the window",
    excluded: exclusionsIn(table, allRows(table), table.wholes.left),
    times: timesOf(table, sample, previousSample, "seconds"),
    betweenFailures: betweenFailures(sample, previousSample),
    supportHours: supportHoursOf(table, sample, previousSample, config),
    counts: countsOf(sample, previousSample),
    response: responseOf(table, sample, previousSample, config),
    postmortems: postmortemsOf(table, sample, previousSample),
    actionItems: actionItemsOf(table, sample, previousSample, asOf),
    availability: availabilityOf(table, sample, previousSample, { window, previous }, config),
    runbooks: shareOver("incidents that name a runbook / incidents counted", table, sample, previousSample, "runbook"),
    cost: costOf(table, sample, previousSample),
    onCall: onCallOf({ table, sample, previous: previousSample, fired, window, before: previous, config }),
    series: seriesOf(asked.period ?? "monthly", starts, window),
    groups: asked.by ? groupsOf(asked.by, table, sample, previousSample) : null,
    notes: notesOf(table, rows),
  };
}

/** When those that count started. */
function startsOf(table: FactTable, kept: Int32Array): Histogram {
  if (table.tally) return histogramIn(table.tally.counted, "started");
  return histogramOf(recorded(kept, table.numbers.started));
}

function notesOf({ paths, texts, wholes: { notes } }: FactTable, rows: Int32Array): Metrics["notes"] {
  return [...rows.filter((row) => notes[row] !== 0)].flatMap((row) =>
    (JSON.parse(texts[notes[row] as number] as string) as readonly string[]).map((says) => ({
      path: paths[row] as string,
      says,
    })),
  );
}

function latestOf({ numbers: { latest } }: FactTable): Instant | null {
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < latest.length; row += 1) if ((latest[row] as number) > last) last = latest[row] as number;
  return last === Number.NEGATIVE_INFINITY ? null : instantOf(last);
}

interface Windows {
  readonly window: Span | null;
  readonly previous: Span | null;
}

function windowsOf({ values }: Histogram, { period, from, to }: MetricsAsked): Windows {
  const [earliest, latest] = [values[0], values.at(-1)];
  const first = earliest === undefined ? undefined : instantOf(earliest);
  const last = latest === undefined ? undefined : instantOf(latest);
  if (from !== undefined || to !== undefined) {
    const [begin, end] = [from ?? first, to ?? (last && dayAfter(last))];
    if (begin === undefined || end === undefined || begin >= end) return { window: null, previous: null };
    // With no beginning asked for, the window holds all that is earlier: there is nothing before it.
    const before = from === undefined ? null : spanOf(instantOf(2 * msOf(begin) - msOf(end)), begin);
    return { window: spanOf(begin, end), previous: before };
  }
  if (first === undefined || last === undefined || latest === undefined) return { window: null, previous: null };
  if (period === undefined) return { window: spanOf(first, dayAfter(last)), previous: null };
  const window = periodAt(period, latest);
  return { window, previous: periodBefore(period, window) };
}

const dayAfter = (instant: Instant): Instant => instantOf(Date.parse(`${instant.slice(0, 10)}T00:00:00Z`) + 86_400_000);
