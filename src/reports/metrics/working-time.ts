import { weekdays } from "../../model/weekdays.ts";
import type { Week, WorkingHours } from "../../model/working-hours.ts";
import { zoneOf } from "../../model/zone.ts";

const day = 86_400_000;

/** More days than this are not counted: a year mistyped must not cost minutes. */
export const mostDays = 3660;

/** Hours that are worked, ready to be asked. */
export interface WorkingTime {
  /** Seconds of worked time between two moments (ms), `from` not after `to`; null over more than `mostDays`. */
  readonly secondsBetween: (from: number, to: number) => number | null;
  /** What the clocks show at a moment (ms), as milliseconds since their 1970-01-01T00:00. */
  readonly clockAt: (ms: number) => number;
  /** Of which time that is: a day of the week without hours is of a weekend, a holiday is after hours. */
  readonly kindOf: (clock: number) => "working" | "afterHours" | "weekend";
}

/** Milliseconds from midnight, in order and without overlaps. */
type Window = readonly [from: number, to: number];

/**
 * A moment is worked where a clock on the wall of the zone shows hours of that day of the week, and the date is no
 * holiday. So an hour that is shown twice counts twice, and one that is skipped does not.
 */
export function workingTime({ zone: name, hours, holidays }: WorkingHours): WorkingTime {
  const zone = zoneOf(name);
  const week = windowsOf(hours);
  const off = new Set(holidays.map((date) => Date.parse(`${date}T00:00:00Z`) / day));
  const windowsOn = (number: number): readonly Window[] => (off.has(number) ? [] : (week[weekdayOf(number)] ?? []));
  const worked = (from: number, to: number): number => {
    let sum = 0;
    for (let number = Math.floor(from / day); number * day < to; number += 1) {
      for (const [open, close] of windowsOn(number)) {
        const overlap = Math.min(to, number * day + close) - Math.max(from, number * day + open);
        if (overlap > 0) sum += overlap;
      }
    }
    return sum;
  };
  return {
    secondsBetween: (from, to) => {
      if (to - from > mostDays * day) return null;
      const parts = zone.stretches(from, to);
      return parts.reduce((sum, part) => sum + worked(part.from + part.offset, part.to + part.offset), 0) / 1000;
    },
    clockAt: (ms) => ms + zone.offsetAt(ms),
    kindOf: (local) => {
      const number = Math.floor(local / day);
      if ((week[weekdayOf(number)] ?? []).length === 0) return "weekend";
      const clock = local - number * day;
      return windowsOn(number).some(([open, close]) => clock >= open && clock < close) ? "working" : "afterHours";
    },
  };
}

/** 1970-01-01 was a Thursday. */
const weekdayOf = (number: number): number => (((number + 4) % 7) + 7) % 7;

function windowsOf(hours: Week): readonly (readonly Window[])[] {
  return weekdays.map((name) => {
    const said = (hours[name] ?? []).map((one): Window => [clockOf(one.slice(0, 5)), clockOf(one.slice(6))]);
    const merged: [number, number][] = [];
    for (const [from, to] of said.toSorted(([a], [b]) => a - b)) {
      const last = merged.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else merged.push([from, to]);
    }
    return merged;
  });
}

/** Milliseconds from midnight of `09:30`. */
export function clockOf(said: string): number {
  return (Number(said.slice(0, 2)) * 60 + Number(said.slice(3, 5))) * 60_000;
}
