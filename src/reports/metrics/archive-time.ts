import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import { msOf, readInstant } from "../../model/time.ts";

/** Milliseconds since the epoch, in whole seconds, or why there are none. */
export type TimeRead = { readonly at: number } | { readonly problem: string };

/** How strictly times are read; null: as in our own files, for which no config says otherwise. */
export type Leniency = Pick<AdoptedArchive, "zone" | "oneDigitHours"> | null;

const oneDigit = /^(\d{4}-\d{2}-\d{2}[Tt ])(\d:)/;
const zoneless = /:\d{2}(?:\.\d{1,9})?$/;

/** Reads a time of an archive. What it can't read it does not guess: the problem says what would have been taken. */
export function readArchiveTime(written: string, lenient: Leniency): TimeRead {
  const plain = canonicalMs(written);
  if (plain !== undefined) return { at: plain };
  const said = written.trim().slice(0, 60);
  const problem = (expected: string): TimeRead => ({ problem: `Unexpected ${said}, expected ${expected}` });
  let text = said;
  if (lenient && oneDigit.test(text)) {
    if (!lenient.oneDigitHours) return problem("an hour of two digits (`oneDigitHours: true` takes one)");
    text = text.replace(oneDigit, "$10$2");
  }
  if (lenient && zoneless.test(text) && !/[+-]\d{2}:?\d{2}$/.test(text.slice(16))) {
    const { zone } = lenient;
    if (zone === undefined) return problem("a zone (`zone: UTC` takes times without one for UTC)");
    text += zone === "UTC" ? "Z" : zone;
  }
  const at = readInstant(text);
  return at === undefined ? problem("ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z") : { at: msOf(at) };
}

/** The milliseconds of a time that is read strictly; undefined where it is none. */
export function secondOf(written: string): number | undefined {
  const at = canonicalMs(written) ?? readInstant(written);
  return typeof at === "string" ? msOf(at) : at;
}

const zero = 48;
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The milliseconds of `2025-01-15T02:30:00Z`, and of nothing that is written in another way: what `readInstant` and `msOf`
 * give, in a tenth of their time.
 */
function canonicalMs(text: string): number | undefined {
  if (text.length !== 20) return undefined;
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const date = digits(text, 8);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  const signs = text[4] === "-" && text[7] === "-" && text[10] === "T" && text[13] === ":" && text[16] === ":";
  const leap = month === 2 && date === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const exists = date >= 1 && (date <= (monthDays[month - 1] ?? 0) || leap);
  if (!(signs && text[19] === "Z" && year >= 1000 && exists && hour < 24 && minute < 60 && second < 60))
    return undefined;
  return Date.UTC(year, month - 1, date, hour, minute, second);
}

/** The number of two digits; NaN where they are none. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const ones = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
