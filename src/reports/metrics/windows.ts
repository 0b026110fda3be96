import type { Grouping, Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import { periodAt, periodBefore, spanOf } from "./calendar.ts";
import type { Histogram } from "./histogram.ts";

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

/** Whether all of the archive is looked at. */
export const isWhole = ({ period, from, to }: MetricsAsked): boolean =>
  period === undefined && from === undefined && to === undefined;

export interface Windows {
  /** Null: nothing is counted. */
  readonly window: Span | null;
  /** Null: there is no period before. */
  readonly previous: Span | null;
}

/** From when to when incidents are counted, of which it is known when they started. */
export function windowsOf({ values }: Histogram, { period, from, to }: MetricsAsked): Windows {
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
