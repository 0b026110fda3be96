import { running, type TimeField } from "../../model/incident.ts";
import type { Stat } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import { measures } from "../seconds.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, type Excluded, numbersOf } from "./numbers.ts";

/** What a running incident may still reach. */
const ahead: readonly TimeField[] = ["acknowledged", "mitigated", "resolved"];

type Taken = number | Excluded;

/** What is counted between two moments, in what words; null where it is too long to be counted. */
export interface Clock {
  readonly says: string;
  readonly secondsBetween: (from: number, to: number) => number | null;
}

const everySecond: Clock = { says: "", secondsBetween: (from, to) => (to - from) / 1000 };

/** The six times between two fields, each with what is left out of it and why. */
export function timesOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  clock: Clock = everySecond,
): Stat[] {
  return measures.map(([name, to, from]) => {
    const excluded: Excluded[] = [];
    const seconds = secondsIn(facts, to, from, clock, (one) => excluded.push(one));
    return {
      name,
      formula: `${to} − ${from}${clock.says}, over the incidents in which both are recorded and ${to} is not before ${from}`,
      ...numbersOf(seconds),
      previous: previous && numbersOf(secondsIn(previous, to, from, clock, () => {})),
      excluded: byReason(excluded),
    };
  });
}

function secondsIn(
  facts: readonly IncidentFact[],
  to: TimeField,
  from: TimeField,
  clock: Clock,
  leave: (one: Excluded) => void,
): readonly number[] {
  const seconds: number[] = [];
  for (const fact of facts) {
    const taken = secondsOf(fact, to, from, clock);
    if (typeof taken === "number") seconds.push(taken);
    else leave(taken);
  }
  return seconds;
}

function secondsOf(fact: IncidentFact, to: TimeField, from: TimeField, clock: Clock): Taken {
  const { path, times, unread } = fact;
  const problem = unread[from] ?? unread[to];
  if (problem !== undefined) return { path, reason: "unreadable", says: problem };
  const [start, end] = [times[from], times[to]];
  // A reopened incident still holds the time of its first resolution.
  const open = isOpen(fact) && ahead.includes(to) && (end === null || to === "resolved");
  if (start !== null && open) return { path, reason: "still open", says: `not ${to} yet` };
  if (start === null || end === null) {
    const missing = [start === null ? [from] : [], end === null ? [to] : []].flat().join(" and ");
    return { path, reason: "not recorded", says: `not recorded: ${missing}` };
  }
  if (end < start) {
    return { path, reason: "negative", says: `${to} ${instantOf(end)} is before ${from} ${instantOf(start)}` };
  }
  const seconds = clock.secondsBetween(start, end);
  return seconds ?? { path, reason: "too long", says: `from ${instantOf(start)} to ${instantOf(end)}` };
}

/** By its status; where it has none, as in archives of others, by its resolution. No clock is asked. */
export function isOpen({ status, times, unread }: IncidentFact): boolean {
  if (status !== undefined) return running.includes(status);
  return times.resolved === null && unread.resolved === undefined;
}
