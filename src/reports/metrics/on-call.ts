import type { Config } from "../../model/config.ts";
import type { OnCall, Responder } from "../../model/metrics-on-call.ts";
import { shareOf } from "../share.ts";
import { type Alerted, alertLoad } from "./alert-load.ts";
import { countsOf, loadsOf, totalsOf } from "./loads.ts";
import { mostShifts, perShift, shiftsOf } from "./shifts.ts";
import { exclusionsIn } from "./why.ts";

/** What was asked about. */
export interface OnCallInput extends Alerted {
  readonly rows: Int32Array;
  readonly config: Config;
}

/** Pages and incidents by responder and by shift, when they came, and what the alerts were worth. */
export function onCallOf(input: OnCallInput): OnCall {
  const { table, rows, previous, window, config } = input;
  const shifts = shiftsOf(config.onCall);
  const before = previous && loadsOf(table, previous, config, shifts);
  const { loads, incidents, pages, called } = loadsOf(table, rows, config, shifts);
  const sums = totalsOf({ loads, called });
  const numbers = shifts.within(window);
  const responders = [...loads].map(([key, load]): Responder => {
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
      previous: before && countsOf(before.loads.get(key)),
    };
  });
  return {
    formula: `everybody in a role or among the responders of a counted incident is paged at detected (else declared, else started), once for each of its alerts and at least once; after hours and weekend by each one's own clock; a shift has each incident's pages once, and the last ${mostShifts} shifts are told`,
    ...sums,
    previous: before && totalsOf(before),
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
    excluded: exclusionsIn(table, rows, table.wholes.peopleWhy),
  };
}

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
