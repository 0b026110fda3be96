import type { Config } from "../../model/config.ts";
import type { OnCall, Responder } from "../../model/metrics-on-call.ts";
import { shareOf } from "../share.ts";
import { type Alerted, alertLoad } from "./alert-load.ts";
import { calledAt } from "./called-at.ts";
import type { IncidentFact } from "./fact.ts";
import { byReason } from "./numbers.ts";
import { mostShifts, perShift, type Shifts, shiftsOf } from "./shifts.ts";
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
  readonly shift: number;
}

/** Pages and incidents by responder and by shift, when they came, and what the alerts were worth. */
export function onCallOf(input: OnCallInput): OnCall {
  const { facts, previous, window, config } = input;
  const shifts = shiftsOf(config.onCall);
  const called = pagesOf(facts, shifts);
  const earlier = previous && pagesOf(previous, shifts);
  const before = earlier && loadsOf(earlier, config);
  const own = loadsOf(called, config);
  const sums = totalsOf(called, own);
  const numbers = shifts.within(window);
  const [incidents, pages] = [new Map<number, number>(), new Map<number, number>()];
  for (const page of called) {
    incidents.set(page.shift, (incidents.get(page.shift) ?? 0) + 1);
    pages.set(page.shift, (pages.get(page.shift) ?? 0) + page.pages);
  }
  const responders = [...own].map(([key, load]): Responder => {
    const { name, zone, working, afterHours, weekend } = load;
    return {
      name,
      zone,
      incidents: load.incidents,
      pages: load.pages,
      share: shareOf(load.pages, sums.pages, "").share,
      working,
      afterHours,
      weekend,
      shifts: load.shifts.size,
      most: [...load.shifts.values()].reduce((most, one) => Math.max(most, one), 0),
      streak: longestRun(load.days),
      previous: before && countsOf(before.get(key)),
    };
  });
  return {
    formula: `everybody in a role or among the responders of a counted incident is paged at detected (else declared, else started), once for each of its alerts and at least once; after hours and weekend by each one's own clock; a shift has each incident's pages once, and the last ${mostShifts} shifts are told`,
    ...sums,
    previous: before && totalsOf(earlier, before),
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
      facts
        .filter(({ people }) => people.length === 0)
        .map(({ path }) => ({ path, reason: "not recorded" as const, says: "not recorded: roles and responders" })),
    ),
  };
}

function pagesOf(facts: readonly IncidentFact[], shifts: Shifts): readonly Page[] {
  const called: Page[] = [];
  for (const fact of facts) {
    const at = calledAt(fact);
    if (at === null) continue;
    called.push({ at, pages: Math.max(1, fact.alerts.length), people: fact.people, shift: shifts.numberAt(at) });
  }
  return called;
}

interface Load {
  readonly name: string;
  readonly zone: string;
  incidents: number;
  pages: number;
  working: number;
  afterHours: number;
  weekend: number;
  /** Pages by shift. */
  readonly shifts: Map<number, number>;
  /** Days by the person's own clock, from 1970-01-01. */
  readonly days: Set<number>;
}

const day = 86_400_000;

/** What came to each person, by the login in lower case. */
function loadsOf(called: readonly Page[], { onCall }: Config): ReadonlyMap<string, Load> {
  const known = new Map(Object.entries(onCall.people).map(([who, one]) => [who.replace(/^@/, "").toLowerCase(), one]));
  const loads = new Map<string, Load & { readonly time: WorkingTime }>();
  const keys = new Map<string, string>();
  for (const { at, pages, people, shift } of called) {
    for (const login of people) {
      const key = keys.get(login) ?? login.toLowerCase();
      keys.set(login, key);
      let load = loads.get(key);
      if (!load) {
        const own = known.get(key);
        const [hours, holidays] = [own?.hours ?? onCall.hours, own?.holidays ?? onCall.holidays];
        const zone = own?.zone ?? onCall.zone;
        const time = workingTime({ zone, hours, holidays });
        const zero = { incidents: 0, pages: 0, working: 0, afterHours: 0, weekend: 0 };
        load = { name: login, zone, time, ...zero, shifts: new Map(), days: new Set() };
        loads.set(key, load);
      }
      const clock = load.time.clockAt(at);
      load.incidents += 1;
      load.pages += pages;
      load[load.time.kindOf(clock)] += pages;
      load.shifts.set(shift, (load.shifts.get(shift) ?? 0) + pages);
      load.days.add(Math.floor(clock / day));
    }
  }
  return loads;
}

function countsOf(load: Load | undefined): { incidents: number; pages: number } {
  return { incidents: load?.incidents ?? 0, pages: load?.pages ?? 0 };
}

function totalsOf(called: readonly Page[], loads: ReadonlyMap<string, Load>): Totals {
  const sums = { incidents: 0, pages: 0, afterHours: 0, weekend: 0 };
  for (const { people } of called) if (people.length > 0) sums.incidents += 1;
  for (const { pages, afterHours, weekend } of loads.values()) {
    sums.pages += pages;
    sums.afterHours += afterHours;
    sums.weekend += weekend;
  }
  return sums;
}

type Totals = NonNullable<OnCall["previous"]>;

/** The most consecutive days among some. */
function longestRun(days: ReadonlySet<number>): number {
  let [longest, run] = [0, 0];
  let last = Number.NaN;
  for (const one of [...days].toSorted((a, b) => a - b)) {
    run = one === last + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = one;
  }
  return longest;
}
