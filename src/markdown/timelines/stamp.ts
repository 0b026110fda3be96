import { type Day, readDay } from "./day.ts";

/** What stands at the beginning of an entry: a day, the time of a clock, a zone, or some of them. */
export interface Stamp {
  readonly day?: Day;
  readonly clock?: Clock;
  /** The zone's name as written; an offset is `UTC+1`, `UTC-07:00`. */
  readonly zone?: string;
  readonly approximate: boolean;
  /** What stands behind it. */
  readonly rest: string;
  /** Why the time can't be read although it looks like one. */
  readonly problem?: string;
}

/** Seconds since midnight, as a clock shows them. */
export type Clock = number;

const gap = /(?:[\s,;|*_]|:\s|[-–—]\s|\bat\b|T(?=\d\d?[:.]\d\d))*/y;
const about = /(?:~|ca?\.(?=\s)|circa\b|approx(?:\.|imately)?|around\b|about\b)\s*/iy;
const weekday =
  /(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b\.?/iy;
const clockTime = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?(?![\d?])(?![:.]\d)(?:\s?([ap])\.?m\b\.?)?/iy;
const hourTime = /(\d{1,2})\s?([ap])m\b/iy;
const range = /\s*(?:[-–—]|to\b|until\b)\s*~?\d{1,2}[:.](?:\d\d|\?\?)/iy;
const offsetZone = /\(?(?:UTC|GMT)\s?([+-]\d{1,2}(?::?\d{2})?)(?![\d:/-])\)?|Z\b/y;
// Without UTC before it an offset stands at once behind the clock; `10:00-11:00` is a stretch of time but in ISO 8601.
const plainOffset = /\+\d{1,2}(?::?\d{2})?(?![\d:])|(?<=^\d{4}-\d\d-\d\dT[\d:.]{5,18})-\d\d:?\d\d(?![\d:])/y;

/**
 * Reads the stamp at the start of a text without markup. `zones` are the names of zones that may follow a clock;
 * `dates` says what 04/05/2023 means. Only the first 160 characters are looked at.
 */
export function readStamp(text: string, zones: readonly string[], dates: "dmy" | "mdy" | undefined): Stamp {
  const head = text.slice(0, 160);
  const found: { day?: Day; clock?: Clock; zone?: string; approximate: boolean; problem?: string } = {
    approximate: false,
  };
  let at = 0;
  for (;;) {
    const from = endOf(gap, head, at);
    const next = piece(head, from);
    if (next === undefined) break;
    at = next;
  }
  if (found.clock !== undefined && range.exec(reset(range, head, at))) found.problem = "a stretch of time";
  else if (found.clock !== undefined && /^\s?[~?]/.test(head.slice(at))) found.problem = "a time that is not sure";
  return {
    ...found,
    rest: text
      .slice(at)
      .replace(/^(?:[\s,:;|*_)]|[-–—](?=\s))+/, "")
      .trim(),
  };

  function piece(head: string, from: number): number | undefined {
    const almost = endOf(about, head, from);
    if (almost > from) {
      // Words such as `about` say so only before a day or a clock.
      const end = piece(head, almost);
      if (end !== undefined) found.approximate = true;
      return end;
    }
    const day = found.day ? undefined : readDay(head, from, dates);
    if (day) {
      found.day = day.day;
      if (day.problem !== undefined) found.problem = day.problem;
      return day.end;
    }
    if (found.clock === undefined) {
      const clock = readClock(head, from);
      if (clock) {
        if (clock.at === undefined) found.problem = "a time that no clock shows";
        else found.clock = clock.at;
        return clock.end;
      }
    } else if (found.zone === undefined) {
      const zone = readZone(head, from, zones);
      if (zone) {
        found.zone = zone.name;
        return zone.end;
      }
    }
    const named = endOf(weekday, head, from);
    return named > from ? named : undefined;
  }
}

function readClock(head: string, from: number): { readonly at: Clock | undefined; readonly end: number } | undefined {
  clockTime.lastIndex = from;
  const match = clockTime.exec(head);
  if (match) {
    const [, hour, minute, second, half] = match;
    return { at: clockOf(Number(hour), Number(minute), Number(second ?? 0), half), end: from + match[0].length };
  }
  hourTime.lastIndex = from;
  const short = hourTime.exec(head);
  return short ? { at: clockOf(Number(short[1]), 0, 0, short[2]), end: from + short[0].length } : undefined;
}

/** `13:55 PM` and `00:30 AM` mean one thing only, so they are read; `13:55 AM` is not. */
function clockOf(hour: number, minute: number, second: number, half: string | undefined): Clock | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const late = half?.toLowerCase() === "p";
  if (half !== undefined && !late && hour > 12) return undefined;
  const shown = half === undefined || hour > 12 ? hour : (hour % 12) + (late ? 12 : 0);
  return shown * 3600 + minute * 60 + second;
}

function readZone(head: string, from: number, zones: readonly string[]) {
  const open = head[from] === "(" ? 1 : 0;
  const named = zones.find((name) => isWordAt(head, name, from + open));
  if (named !== undefined && !/^\s?[+-]\d/.test(head.slice(from + open + named.length))) {
    const end = from + open + named.length;
    return { name: named, end: open && head[end] === ")" ? end + 1 : end };
  }
  plainOffset.lastIndex = from;
  const plain = /\d/.test(head[from - 1] ?? "") ? plainOffset.exec(head) : null;
  if (plain) return { name: `UTC${plain[0]}`, end: from + plain[0].length };
  offsetZone.lastIndex = from;
  const match = offsetZone.exec(head);
  return match ? { name: match[1] === undefined ? "UTC" : `UTC${match[1]}`, end: from + match[0].length } : undefined;
}

/** Whether a word stands at a place, and not only its beginning. */
export function isWordAt(text: string, word: string, at: number): boolean {
  const before = text[at - 1] ?? " ";
  const after = text[at + word.length] ?? " ";
  return text.startsWith(word, at) && !/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
}

function endOf(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return at + (expression.exec(text)?.[0].length ?? 0);
}

function reset(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at;
  return text;
}
