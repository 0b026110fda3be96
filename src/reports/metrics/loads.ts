import type { Config } from "../../model/config.ts";
import type { OnCall } from "../../model/metrics-on-call.ts";
import { namesIn } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import type { Shifts } from "./shifts.ts";
import { type WorkingTime, workingTime } from "./working-time.ts";

/** What came to one person. */
export interface Load {
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

export interface Loads {
  /** By the login in lower case. */
  readonly loads: ReadonlyMap<string, Load>;
  /** Incidents and pages by shift. */
  readonly incidents: ReadonlyMap<number, number>;
  readonly pages: ReadonlyMap<number, number>;
  /** Incidents in which somebody was called. */
  readonly called: number;
}

const day = 86_400_000;

/** What came to each person and in each shift. */
export function loadsOf(table: FactTable, rows: Int32Array, { onCall }: Config, shifts: Shifts): Loads {
  const known = new Map(Object.entries(onCall.people).map(([who, one]) => [who.replace(/^@/, "").toLowerCase(), one]));
  const usual = workingTime(onCall);
  const timeOf = (own: (typeof onCall.people)[string] | undefined): WorkingTime => {
    // Those of whom nothing is told work as the team does: their clocks are read once.
    if (!own) return usual;
    return workingTime({
      zone: own.zone ?? onCall.zone,
      hours: own.hours ?? onCall.hours,
      holidays: own.holidays ?? onCall.holidays,
    });
  };
  const loads = new Map<string, Load & { readonly time: WorkingTime }>();
  const loadOf = ({ key, name }: { readonly key: string; readonly name: string }) => {
    const own = known.get(key);
    const zero = { incidents: 0, pages: 0, working: 0, afterHours: 0, weekend: 0 };
    const zone = own?.zone ?? onCall.zone;
    const load = loads.get(key) ?? { name, zone, time: timeOf(own), ...zero, shifts: new Map(), days: new Set() };
    loads.set(key, load);
    return load;
  };
  const lists = new Map<number, ListLoad>();
  const listLoad = (list: number): ListLoad => {
    const people = namesIn(table, list).map(loadOf);
    const times = [...new Set(people.map(({ time }) => time))];
    const clocks = times.map((time) => ({ time, working: 0, afterHours: 0, weekend: 0, days: new Set<number>() }));
    return { people, clocks, incidents: 0, pages: 0, shifts: new Map() };
  };
  const [incidents, pagesOf] = [new Map<number, number>(), new Map<number, number>()];
  const { wholes, numbers } = table;
  let called = 0;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const at = numbers.called[row] as number;
    if (Number.isNaN(at)) continue;
    const shift = shifts.numberAt(at);
    const pages = Math.max(1, wholes.alertCount[row] as number);
    const number = wholes.people[row] as number;
    let list = lists.get(number);
    if (!list) {
      list = listLoad(number);
      lists.set(number, list);
    }
    const own = list.shifts.get(shift);
    if (own) {
      own.incidents += 1;
      own.pages += pages;
    } else list.shifts.set(shift, { incidents: 1, pages });
    if (list.people.length === 0) continue;
    called += 1;
    list.incidents += 1;
    list.pages += pages;
    for (const one of list.clocks) {
      const clock = one.time.clockAt(at);
      one[one.time.kindOf(clock)] += pages;
      one.days.add(Math.floor(clock / day));
    }
  }
  for (const list of lists.values()) {
    for (const [shift, own] of list.shifts) {
      incidents.set(shift, (incidents.get(shift) ?? 0) + own.incidents);
      pagesOf.set(shift, (pagesOf.get(shift) ?? 0) + own.pages);
    }
    for (const load of list.people) take(load, list);
  }
  return { loads, incidents, pages: pagesOf, called };
}

/** What came to people who are called together: many incidents have the same few. */
interface ListLoad {
  readonly people: readonly (Load & { readonly time: WorkingTime })[];
  /** One for each way in which their clocks go. */
  readonly clocks: readonly ({ readonly time: WorkingTime } & Pick<Load, "days"> & Hours)[];
  incidents: number;
  pages: number;
  readonly shifts: Map<number, { incidents: number; pages: number }>;
}

type Hours = { -readonly [Kind in "working" | "afterHours" | "weekend"]: number };

/** Adds to one person's load what came to all of a list. */
function take(load: ListLoad["people"][number], { clocks, incidents, pages, shifts }: ListLoad): void {
  load.incidents += incidents;
  load.pages += pages;
  for (const [shift, own] of shifts) load.shifts.set(shift, (load.shifts.get(shift) ?? 0) + own.pages);
  for (const { time, days, working, afterHours, weekend } of clocks) {
    if (time !== load.time) continue;
    load.working += working;
    load.afterHours += afterHours;
    load.weekend += weekend;
    for (const one of days) load.days.add(one);
  }
}

export function countsOf(load: Load | undefined): { incidents: number; pages: number } {
  return { incidents: load?.incidents ?? 0, pages: load?.pages ?? 0 };
}

export function totalsOf({ loads, called }: Pick<Loads, "loads" | "called">): NonNullable<OnCall["previous"]> {
  const sums = { incidents: called, pages: 0, afterHours: 0, weekend: 0 };
  for (const { pages, afterHours, weekend } of loads.values()) {
    sums.pages += pages;
    sums.afterHours += afterHours;
    sums.weekend += weekend;
  }
  return sums;
}
