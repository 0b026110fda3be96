import type { Config } from "../../model/config.ts";
import type { OnCall, Responder } from "../../model/metrics-on-call.ts";
import { shareOf } from "../share.ts";
import { type Alerted, alertLoad } from "./alert-load.ts";
import { calledAt } from "./called-at.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason } from "./numbers.ts";
import { mostShifts, perShift, shiftsOf } from "./shifts.ts";
import { type WorkingTime, workingTime } from "./working-time.ts";

/** What was asked about. */
export interface OnCallInput extends Alerted {
  readonly facts: readonly IncidentFact[];
  readonly config: Config;
}

/** One incident as somebody was called to it. */
interface Page {
  readonly at: number;
  readonly pages: number;
  readonly people: readonly string[];
}

/** Pages and incidents by responder and by shift, when they came, and what the alerts were worth. */
export function onCallOf(input: OnCallInput): OnCall {
  const { facts, previous, window, config } = input;
  const shifts = shiftsOf(config.onCall);
  const called = pagesOf(facts);
  const before = previous && byPerson(pagesOf(previous), config);
  const own = byPerson(called, config);
  const sums = totalsOf(own);
  const numbers = shifts.within(window);
  const [incidents, pages] = [new Map<number, number>(), new Map<number, number>()];
  for (const page of called) {
    const shift = shifts.numberAt(page.at);
    incidents.set(shift, (incidents.get(shift) ?? 0) + 1);
    pages.set(shift, (pages.get(shift) ?? 0) + page.pages);
  }
  const responders = [...own.values()].map((one): Responder => {
    const { login, zone, hours, calls } = one;
    const byShift = Map.groupBy(calls, ({ at }) => shifts.numberAt(at));
    const earlier = before?.get(login.toLowerCase());
    return {
      name: login,
      zone,
      ...loadOf(one),
      share: shareOf(sumOf(calls), sums.pages, "").share,
      shifts: byShift.size,
      most: Math.max(0, ...[...byShift.values()].map(sumOf)),
      streak: longestRun(calls.map(({ at }) => hours.dayAt(at))),
      previous: before && (earlier ? pick(loadOf(earlier)) : { incidents: 0, pages: 0 }),
    };
  });
  return {
    formula: `everybody in a role or among the responders of a counted incident is paged at detected (else declared, else started), once for each of its alerts and at least once; after hours and weekend by each one's own clock; a shift has each incident's pages once, and the last ${mostShifts} shifts are told`,
    incidents: called.filter(({ people }) => people.length > 0).length,
    ...sums,
    previous: before && {
      incidents: pagesOf(previous ?? []).filter(({ people }) => people.length > 0).length,
      ...totalsOf(before),
    },
    responders: responders.toSorted(
      (a, b) => b.pages - a.pages || (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1),
    ),
    shift: {
      unit: config.onCall.shift,
      zone: config.onCall.zone,
      pages: perShift(numbers, pages),
      incidents: perShift(numbers, incidents),
      list: numbers.map((number) => ({
        from: shifts.startOf(number),
        incidents: incidents.get(number) ?? 0,
        pages: pages.get(number) ?? 0,
      })),
    },
    alerts: alertLoad(input, shifts),
    excluded: byReason(
      facts.flatMap(({ path, people }) =>
        people.length > 0
          ? []
          : [{ path, reason: "not recorded" as const, says: "not recorded: roles and responders" }],
      ),
    ),
  };
}

function pagesOf(facts: readonly IncidentFact[]): readonly Page[] {
  return facts.flatMap((fact) => {
    const at = calledAt(fact);
    return at === null ? [] : [{ at, pages: Math.max(1, fact.alerts.length), people: fact.people }];
  });
}

interface Person {
  readonly login: string;
  readonly zone: string;
  readonly hours: WorkingTime;
  readonly calls: Page[];
}

function byPerson(called: readonly Page[], { onCall }: Config): ReadonlyMap<string, Person> {
  const known = new Map(Object.entries(onCall.people).map(([who, one]) => [who.replace(/^@/, "").toLowerCase(), one]));
  const people = new Map<string, Person>();
  for (const page of called) {
    for (const login of page.people) {
      const key = login.toLowerCase();
      let person = people.get(key);
      if (!person) {
        const own = known.get(key);
        const zone = own?.zone ?? onCall.zone;
        const [hours, holidays] = [own?.hours ?? onCall.hours, own?.holidays ?? onCall.holidays];
        person = { login, zone, hours: workingTime({ zone, hours, holidays }), calls: [] };
        people.set(key, person);
      }
      person.calls.push(page);
    }
  }
  return people;
}

const sumOf = (calls: readonly Page[]): number => calls.reduce((sum, { pages }) => sum + pages, 0);

interface Load {
  readonly incidents: number;
  readonly pages: number;
  readonly working: number;
  readonly afterHours: number;
  readonly weekend: number;
}

function loadOf({ calls, hours }: Person): Load {
  const kinds = Map.groupBy(calls, ({ at }) => hours.kindAt(at));
  const [working, afterHours, weekend] = (["working", "after hours", "weekend"] as const).map((kind) =>
    sumOf(kinds.get(kind) ?? []),
  ) as [number, number, number];
  return { incidents: calls.length, pages: sumOf(calls), working, afterHours, weekend };
}

const pick = ({ incidents, pages }: Load): Pick<Load, "incidents" | "pages"> => ({ incidents, pages });

function totalsOf(people: ReadonlyMap<string, Person>): Pick<Load, "pages" | "afterHours" | "weekend"> {
  const sums = { pages: 0, afterHours: 0, weekend: 0 };
  for (const person of people.values()) {
    const load = loadOf(person);
    sums.pages += load.pages;
    sums.afterHours += load.afterHours;
    sums.weekend += load.weekend;
  }
  return sums;
}

/** The most consecutive numbers among some. */
function longestRun(days: readonly number[]): number {
  let [longest, run] = [0, 0];
  let last = Number.NaN;
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    run = day === last + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = day;
  }
  return longest;
}
