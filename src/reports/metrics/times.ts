import { running, type TimeField } from "../../model/incident-words.ts";
import type { Stat } from "../../model/metrics.ts";
import type { Numbers } from "../../model/metrics-parts.ts";
import { instantOf } from "../../model/time.ts";
import { measures } from "../seconds.ts";
import type { IncidentFact } from "./fact.ts";
import type { FactTable } from "./fact-table.ts";
import { histogramOf } from "./histogram.ts";
import { numbersIn } from "./numbers.ts";
import type { Sample } from "./sample.ts";
import { histogramIn, keyOf, type Tally } from "./tally.ts";
import type { Omitted } from "./why.ts";

/** What a running incident may still reach. */
const ahead: readonly TimeField[] = ["acknowledged", "mitigated", "resolved"];

/** What is counted between two moments; null where it is too long to be counted. */
export type SecondsBetween = (from: number, to: number) => number | null;

export const everySecond: SecondsBetween = (from, to) => (to - from) / 1000;

/** The numbers of the measures, as they stand in the table: by every second, and by support hours alone. */
export type MeasureNumber = 0 | 1 | 2 | 3 | 4 | 5;

/** The seconds of each measure, by the number of the measure. */
export function timesTally(table: FactTable, rows: Int32Array, clock: Clock): Tally {
  return new Map(
    measures.map((_, at) => [
      keyOf(clock, String(at)),
      histogramOf(recorded(rows, table.numbers[`${clock}${at as MeasureNumber}`])),
    ]),
  );
}

/** By every second, or by support hours alone. */
type Clock = "seconds" | "support";

/** The six times between two fields, each with what is left out of it and why. */
export function timesOf({ tally, excluded }: Sample, previous: Sample | null, clock: Clock): Stat[] {
  return measures.map(([name, to, from], at) => {
    const says = clock === "support" ? " in support hours" : "";
    const numbersAt = (one: Tally): Numbers => numbersIn(histogramIn(one, clock, String(at)));
    return {
      name,
      formula: `${to} − ${from}${says}, over the incidents in which both are recorded and ${to} is not before ${from}`,
      ...numbersAt(tally),
      previous: previous && numbersAt(previous.tally),
      excluded: excluded(`${clock}Why${at as MeasureNumber}`),
    };
  });
}

/** What a column holds of some rows, without what is null. */
export function recorded(rows: Int32Array, column: Float64Array): Float64Array {
  const found = new Float64Array(rows.length);
  let n = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const one = column[rows[at] as number] as number;
    if (!Number.isNaN(one)) found[n++] = one;
  }
  return found.subarray(0, n);
}

/** The seconds from one field of an incident to another, or why they are not counted. */
export function secondsOf(
  fact: IncidentFact,
  to: TimeField,
  from: TimeField,
  between: SecondsBetween = everySecond,
): number | Omitted {
  const { times, unread } = fact;
  const problem = unread[from] ?? unread[to];
  if (problem !== undefined) return { reason: "unreadable", says: problem };
  const [start, end] = [times[from], times[to]];
  // A reopened incident still holds the time of its first resolution.
  const open = isOpen(fact) && ahead.includes(to) && (end === null || to === "resolved");
  if (start !== null && open) return { reason: "still open", says: `not ${to} yet` };
  if (start === null || end === null) {
    const missing = [start === null ? [from] : [], end === null ? [to] : []].flat().join(" and ");
    return { reason: "not recorded", says: `not recorded: ${missing}` };
  }
  if (end < start) {
    return { reason: "negative", says: `${to} ${instantOf(end)} is before ${from} ${instantOf(start)}` };
  }
  return between(start, end) ?? { reason: "too long", says: `from ${instantOf(start)} to ${instantOf(end)}` };
}

/** By its status; where it has none, as in archives of others, by its resolution. No clock is asked. */
export function isOpen({ status, times, unread }: IncidentFact): boolean {
  if (status !== undefined) return running.includes(status);
  return times.resolved === null && unread.resolved === undefined;
}
