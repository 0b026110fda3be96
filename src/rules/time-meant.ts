import { type Instant, readInstant } from "../model/time.ts";

const loose =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt]|[T ]? +|_)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)$/i;

/**
 * The time that was meant, in UTC, where only its form is wrong: one-digit fields, blanks, `UTC`, a short offset.
 * Undefined where anything would have to be guessed: the zone, the order of day and month, the hour of a 12-hour clock.
 */
export function timeMeantBy(written: string): Instant | undefined {
  const match = loose.exec(written.trim().slice(0, 60));
  if (!match) return undefined;
  const [, year, month = "", day = "", hour = "", minute, second = "00", zone = ""] = match;
  const two = (digits: string): string => digits.padStart(2, "0");
  return readInstant(`${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${zoneOf(zone)}`);
}

/** `Z` or `+01:00`. */
function zoneOf(written: string): string {
  if (/^[a-z]/i.test(written)) return "Z";
  const [, sign = "+", hours = "", minutes = "00"] = /^([+-])(\d{1,2}?)(?::?(\d{2}))?$/.exec(written) ?? [];
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

/** What a time that can't be read lacks, for a message behind `expected`. */
export function expectedOf(written: string): string {
  const text = written.trim();
  if (readInstant(`${text}Z`) !== undefined) return "a zone at its end: Z or an offset such as +01:00";
  const impossible = impossibleIn(text);
  if (impossible !== undefined) return impossible;
  if (/T\d:/i.test(text)) return "an hour of two digits";
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return "a time after the date, e.g. T02:30:00Z";
  if (/\d[ap]\.?m\b/i.test(text) || /\b[ap]\.?m\.?(?:\s|$)/i.test(text))
    return "a 24-hour clock, such as 2025-01-15T14:30:00Z";
  return "a time such as 2025-01-15T02:30:00Z";
}

/** Which part of a time does not exist. */
function impossibleIn(text: string): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?)?/i.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12) return "a month from 01 to 12";
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > days) return `a day from 01 to ${days}, as ${match[1]}-${match[2]} has`;
  if (hour === 24) return "00:00 of the next day, as hours end at 23";
  if (hour > 23) return "an hour from 00 to 23";
  return minute > 59 || second > 59 ? "minutes and seconds up to 59" : undefined;
}
