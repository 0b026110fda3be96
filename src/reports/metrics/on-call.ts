import type { Config } from "../../model/config.ts";
import type { OnCall, Responder } from "../../model/metrics-on-call.ts";
import { shareOf } from "../share.ts";
import { type Alerted, alertLoad } from "./alert-load.ts";
import { type Histogram, sizeOf } from "./histogram.ts";
import { clocksOf, hours } from "./loads.ts";
import type { Sample } from "./sample.ts";
import { mostShifts, perShift, shiftsOf } from "./shifts.ts";
import { histogramIn, type Tally, usualNames } from "./tally.ts";

/** What was asked about. */
export interface OnCallInput extends Alerted {
  readonly sample: Sample;
  /** Null: there is no period before. */
  readonly before: Sample | null;
  readonly config: Config;
}

/** Pages and incidents by responder and by shift, when they came, and what the alerts were worth. */
export function onCallOf(input: OnCallInput): OnCall {
  const { sample, window, config } = input;
  const { tally, excluded } = sample;
  const shifts = shiftsOf(config.onCall);
  const { zoneOf } = clocksOf(config.onCall);
  const people = peopleIn(tally);
  const before = input.before && new Map(peopleIn(input.before.tally).map((one) => [one.key, one]));
  const sums = totalsOf(tally, people);
  const [incidents, pages] = [
    byNumber(histogramIn(tally, "shift incidents")),
    byNumber(histogramIn(tally, "shift pages")),
  ];
  const numbers = shifts.within(window);
  const responders = people.map(({ key, ...load }): Responder => {
    const { name, pages: own, working, afterHours, weekend } = load;
    const { incidents: called = 0, pages: paged = 0 } = before?.get(key) ?? {};
    const byShift = histogramIn(tally, "pages", key);
    return {
      name,
      zone: zoneOf(key),
      incidents: load.incidents,
      pages: own,
      share: shareOf(own, sums.pages, "").share,
      working,
      afterHours,
      weekend,
      shifts: byShift.values.length,
      most: byShift.counts.reduce((most, one) => Math.max(most, one), 0),
      streak: longestRun(histogramIn(tally, "days", key)),
      previous: before && { incidents: called, pages: paged },
    };
  });
  return {
    formula: `everybody in a role or among the responders of a counted incident is paged at detected (else declared, else started), once for each of its alerts and at least once; after hours and weekend by each one's own clock; a shift has each incident's pages once, and the last ${mostShifts} shifts are told`,
    ...sums,
    previous: input.before && before && totalsOf(input.before.tally, [...before.values()]),
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
    excluded: excluded("peopleWhy"),
  };
}

/** What came to one person. */
interface Load {
  readonly key: string;
  readonly name: string;
  readonly incidents: number;
  readonly pages: number;
  readonly working: number;
  readonly afterHours: number;
  readonly weekend: number;
}

function peopleIn(tally: Tally): readonly Load[] {
  return [...usualNames(tally, "known as")].map(([key, { name, n }]) => {
    const came = byNumber(histogramIn(tally, "hours", key));
    const [working, afterHours, weekend] = hours.map((_, number) => came.get(number) ?? 0) as [number, number, number];
    return { key, name, incidents: n, pages: working + afterHours + weekend, working, afterHours, weekend };
  });
}

function totalsOf(tally: Tally, people: readonly Load[]): NonNullable<OnCall["previous"]> {
  const sums = { incidents: sizeOf(histogramIn(tally, "called")), pages: 0, afterHours: 0, weekend: 0 };
  for (const { pages, afterHours, weekend } of people) {
    sums.pages += pages;
    sums.afterHours += afterHours;
    sums.weekend += weekend;
  }
  return sums;
}

const byNumber = ({ values, counts }: Histogram): ReadonlyMap<number, number> =>
  new Map(Array.from(values, (value, at) => [value, counts[at] as number]));

/** The most consecutive days among some. */
function longestRun({ values }: Histogram): number {
  let [longest, run] = [0, 0];
  let last = Number.NaN;
  for (let at = 0; at < values.length; at += 1) {
    const one = values[at] as number;
    run = one === last + 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
    last = one;
  }
  return longest;
}
