import type { Config } from "../../model/config.ts";
import type { OnCallConfig } from "../../model/metrics-config.ts";
import { namesIn } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { histogramFrom } from "./histogram.ts";
import { shiftsOf } from "./shifts.ts";
import { keyOf, type Tally } from "./tally.ts";
import { type WorkingTime, workingTime } from "./working-time.ts";

const day = 86_400_000;

/** When a page came, by the clock of who is paged. */
export const hours = ["working", "afterHours", "weekend"] as const;

/**
 * What came to each person and in each shift. Of a person: pages by shift, incidents by day, pages by the hours in which they came
 * (the number of one of `hours`), all by the person's own clock, and incidents by how the name is written.
 */
export function loadsTally(table: FactTable, rows: Int32Array, { onCall }: Config): Tally {
  const shifts = shiftsOf(onCall);
  const { timeOf } = clocksOf(onCall);
  const lists = new Map<number, ListLoad>();
  const { wholes, numbers } = table;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const at = numbers.called[row] as number;
    if (Number.isNaN(at)) continue;
    const number = wholes.people[row] as number;
    let list = lists.get(number);
    if (!list) {
      list = listLoad(table, number, timeOf);
      lists.set(number, list);
    }
    const pages = Math.max(1, wholes.alertCount[row] as number);
    count(list.shifts, shifts.numberAt(at), pages);
    for (let one = 0; one < list.clocks.length; one += 1) {
      const { time, days, pagesBy } = list.clocks[one] as ListLoad["clocks"][number];
      const clock = time.clockAt(at);
      const kind = hours.indexOf(time.kindOf(clock));
      pagesBy[kind] = (pagesBy[kind] as number) + pages;
      count(days, Math.floor(clock / day), pages);
    }
  }
  return tallyOfLists([...lists.values()]);
}

/** What came to people who are called together: many incidents have the same few. */
interface ListLoad {
  readonly people: readonly { readonly key: string; readonly name: string; readonly time: WorkingTime }[];
  readonly shifts: Came;
  /** One for each way in which their clocks go; pages by the hours in which they came. */
  readonly clocks: readonly {
    readonly time: WorkingTime;
    readonly days: Came;
    readonly pagesBy: [number, number, number];
  }[];
}

/** Incidents and pages, by shift or by day. */
interface Came {
  readonly all: Map<number, Sum>;
  /** What was counted last: most belong to the shift, and to the day, of the one before. */
  last: Sum;
}

interface Sum {
  readonly number: number;
  incidents: number;
  pages: number;
}

const nothingCame = (): Came => ({ all: new Map(), last: { number: Number.NaN, incidents: 0, pages: 0 } });

function count(came: Came, number: number, pages: number): void {
  if (came.last.number !== number) {
    came.last = came.all.get(number) ?? { number, incidents: 0, pages: 0 };
    came.all.set(number, came.last);
  }
  came.last.incidents += 1;
  came.last.pages += pages;
}

function listLoad(table: FactTable, list: number, timeOf: (key: string) => WorkingTime): ListLoad {
  const people = namesIn(table, list).map(({ key, name }) => ({ key, name, time: timeOf(key) }));
  const times = [...new Set(people.map(({ time }) => time))];
  const clocks = times.map((time) => ({ time, days: nothingCame(), pagesBy: [0, 0, 0] as [number, number, number] }));
  return { people, shifts: nothingCame(), clocks };
}

/** The tally of what came to each list of people, as if each of them had been told of alone. */
function tallyOfLists(lists: readonly ListLoad[]): Tally {
  const sums = new Map<string, Map<number, number>>();
  const put = (key: string, counts: Iterable<readonly [number, number]>): void => {
    const sum = sums.get(key) ?? new Map<number, number>();
    sums.set(key, sum);
    for (const [number, n] of counts) sum.set(number, (sum.get(number) ?? 0) + n);
  };
  for (const { people, shifts, clocks } of lists) {
    const all = [...shifts.all.values()];
    const incidents = all.reduce((sum, one) => sum + one.incidents, 0);
    const pages = all.map((one) => [one.number, one.pages] as const);
    put(keyOf("shift pages"), pages);
    put(
      keyOf("shift incidents"),
      all.map((one) => [one.number, one.incidents] as const),
    );
    if (people.length > 0) put(keyOf("called"), [[0, incidents]]);
    for (const { key, name, time } of people) {
      put(keyOf("known as", key, name), [[0, incidents]]);
      put(keyOf("pages", key), pages);
      for (const one of clocks) {
        if (one.time !== time) continue;
        put(
          keyOf("hours", key),
          one.pagesBy.map((n, kind) => [kind, n] as const).filter(([, n]) => n > 0),
        );
        put(
          keyOf("days", key),
          Array.from(one.days.all.values(), (sum) => [sum.number, sum.incidents] as const),
        );
      }
    }
  }
  return new Map([...sums].map(([key, sum]) => [key, histogramFrom(sum)]));
}

/** The clock by which somebody works, and its zone. Those of whom nothing is told work as the team does. */
export function clocksOf(onCall: OnCallConfig) {
  const known = new Map(Object.entries(onCall.people).map(([who, one]) => [who.replace(/^@/, "").toLowerCase(), one]));
  const usual = workingTime(onCall);
  const times = new Map<string, WorkingTime>();
  const zoneOf = (key: string): string => known.get(key)?.zone ?? onCall.zone;
  const timeOf = (key: string): WorkingTime => {
    const own = known.get(key);
    if (!own) return usual;
    const { hours = onCall.hours, holidays = onCall.holidays } = own;
    const time = times.get(key) ?? workingTime({ zone: zoneOf(key), hours, holidays });
    times.set(key, time);
    return time;
  };
  return { timeOf, zoneOf };
}
