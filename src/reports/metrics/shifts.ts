import type { Span } from "../../model/metrics.ts";
import type { OnCallConfig } from "../../model/metrics-config.ts";
import type { Numbers } from "../../model/metrics-parts.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import { zoneOf } from "../../model/zone.ts";
import { numbersOf } from "./numbers.ts";
import { clockOf } from "./working-time.ts";

const day = 86_400_000;

/** More shifts than this are not listed: a year mistyped must not make a report of thousands. */
export const mostShifts = 1000;

/** The shifts of a team. Their numbers are consecutive. */
export interface Shifts {
  readonly numberAt: (ms: number) => number;
  readonly startOf: (number: number) => Instant;
  /** The last `mostShifts` of those that a window touches. */
  readonly within: (window: Span | null) => readonly number[];
}

/** Shifts of a day, or of a week from Monday, that begin when the clocks of the zone show the handover's time. */
export function shiftsOf({ zone: name, shift, handover }: OnCallConfig): Shifts {
  const zone = zoneOf(name);
  const clock = clockOf(handover);
  // 1970-01-01 was a Thursday, three days after a Monday.
  const [length, monday] = shift === "weekly" ? [7, 3] : [1, 0];
  const numberAt = (ms: number): number =>
    Math.floor((Math.floor((ms + zone.offsetAt(ms) - clock) / day) + monday) / length);
  return {
    numberAt,
    startOf: (number) => {
      const local = (number * length - monday) * day + clock;
      // Where clocks are set, the offset before or the one after it; of a time that is skipped, the one before.
      const [before, after] = [zone.offsetAt(local - day), zone.offsetAt(local + day)];
      const isAfter = zone.offsetAt(local - before) !== before && zone.offsetAt(local - after) === after;
      return instantOf(local - (isAfter ? after : before));
    },
    within: (window) => {
      if (window === null) return [];
      const last = numberAt(msOf(window.to) - 1);
      const first = Math.max(numberAt(msOf(window.from)), last - mostShifts + 1);
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    },
  };
}

/** The numbers of something that is counted by shift, over some shifts, those with nothing too. */
export function perShift(shifts: readonly number[], counted: ReadonlyMap<number, number>): Numbers {
  return numbersOf(shifts.map((number) => counted.get(number) ?? 0));
}
