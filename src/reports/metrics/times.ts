import { running, type TimeField } from "../../model/incident.ts";
import type { Stat } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { measures } from "../seconds.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason, type Excluded, numbersOf } from "./numbers.ts";

/** What a running incident may still reach. */
const ahead: readonly TimeField[] = ["acknowledged", "mitigated", "resolved"];

type Taken = { readonly seconds: number } | Excluded;

/** The six times between two fields, each with what is left out of it and why. */
export function timesOf(facts: readonly IncidentFact[], previous: readonly IncidentFact[] | null): Stat[] {
  return measures.map(([name, to, from]) => {
    const taken = facts.map((fact) => secondsOf(fact, to, from));
    const before = previous === null ? null : previous.flatMap((fact) => secondsIn(secondsOf(fact, to, from)));
    return {
      name,
      formula: `${to} − ${from}, over the incidents in which both are recorded and ${to} is not before ${from}`,
      ...numbersOf(taken.flatMap(secondsIn)),
      previous: before && numbersOf(before),
      excluded: byReason(taken.flatMap((one) => ("seconds" in one ? [] : [one]))),
    };
  });
}

const secondsIn = (one: Taken): readonly number[] => ("seconds" in one ? [one.seconds] : []);

function secondsOf(fact: IncidentFact, to: TimeField, from: TimeField): Taken {
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
  const seconds = (msOf(end) - msOf(start)) / 1000;
  return seconds < 0 ? { path, reason: "negative", says: `${to} ${end} is before ${from} ${start}` } : { seconds };
}

/** By its status; where it has none, as in archives of others, by its resolution. No clock is asked. */
function isOpen({ status, times, unread }: IncidentFact): boolean {
  if (status !== undefined) return running.includes(status);
  return times.resolved === null && unread.resolved === undefined;
}
