import { type Instant, instantOf, msOf, readInstant } from "../model/time.ts";
import type { CommandContext, Mistake } from "./command.ts";
import { said } from "./said.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How far the clocks of a person and of GitHub may differ before a time counts as lying in the future. */
const tolerance = 10 * minute;

/** A time at the start of a text, and what follows it. `undefined` where the text begins with no time. */
export interface TimePhrase {
  readonly at: Instant;
  readonly rest: string;
  /** Something that the person should know about how the time was read. */
  readonly note?: string;
}

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)(?:\s?(?:Z|UTC|GMT)(?![A-Za-z]))?/i;
const dated =
  /^(\d{4}-\d{1,2}-\d{1,2})(?:(?:T|\s{1,3})(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i;
const unit = "(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)";
const ago = new RegExp(`^(\\d{1,5})\\s?${unit}(?:\\s?(\\d{1,5})\\s?${unit})?\\s{1,3}ago(?![\\w-])`, "i");
/** `now` is a time only where it stands apart: "now failing over" is text, and its time is the comment's anyway. */
const now = /^now(?=\s*$|[:,;]|\s+[-–—|]\s)/i;
const elsewhere =
  /^\s?(?:[ap]\.?m\b|(?:CES?T|EES?T|BST|IST|MSK|[ECMP][SD]T|AE[SD]T|JST|SGT|HK?ST)\b|[+-]\d{2}:?\d{2})/i;
const opening = /^[*_`[(]{0,3}/;
const closing = /^[*_`\])]{0,3}[,:;.]?(?=\s|$)/;

/**
 * Reads the time that a text begins with: strict ISO 8601 with a zone, `HH:MM[:SS]` in UTC, `10m ago`, `1h 30m ago`
 * or `now`, also in bold, backticks or brackets, and followed by a comma, a colon or a dash.
 *
 * A clock time belongs to the incident's day. While the incident is less than a day old, and where its start is
 * not known, that is the latest such time not after the comment (with 10 minutes of tolerance), unless it would lie
 * more than 12 hours before the start. For a comment written later than that, it is the one time from 6 hours before to
 * 18 hours after the start.
 *
 * A text that begins like a time but is none, or lies after the comment, is a mistake and never silently text.
 */
export function readTimePhrase(text: string, context: CommandContext): TimePhrase | Mistake | undefined {
  const open = (opening.exec(text) as RegExpExecArray)[0].length;
  const head = text.slice(open, open + 80);
  const found = readAgo(head, context) ?? readDated(head) ?? readClock(head, context);
  if (found === undefined) return undefined;
  if ("mistake" in found) return found;
  const ended = closing.exec(text.slice(open + found.length, open + found.length + 8));
  if (!ended) return unreadable(head);
  const typed = head.slice(0, found.length);
  if (msOf(found.at) > msOf(context.at) + tolerance) return inFuture(typed, found.at, context);
  const rest = text.slice(open + found.length + ended[0].length).trimStart();
  return {
    at: found.at,
    rest: rest.replace(/^[-–—|](?=\s|$)/, "").trimStart(),
    ...(found.note ? { note: `${said(typed)} ${found.note}` } : {}),
  };
}

/** Reads a text that must be a time and nothing else. */
export function readTimeOnly(text: string, context: CommandContext): TimePhrase | Mistake {
  const phrase = readTimePhrase(text, context) ?? unreadable(text);
  if ("mistake" in phrase || phrase.rest === "") return phrase;
  return { mistake: `Unexpected ${said(phrase.rest)} after the time, expected nothing more.` };
}

type Found = { readonly at: Instant; readonly length: number; readonly note?: string } | Mistake | undefined;

function readAgo(head: string, context: CommandContext): Found {
  const present = now.exec(head);
  if (present) return { at: context.at, length: present[0].length };
  const match = ago.exec(head);
  if (!match) return undefined;
  const back = Number(match[1]) * unitOf(match[2]) + Number(match[3] ?? 0) * unitOf(match[4]);
  return { at: instantOf(msOf(context.at) - back), length: match[0].length };
}

function unitOf(name: string | undefined): number {
  const units: Readonly<Record<string, number>> = { s: 1000, m: minute, h: hour, d: day };
  return units[(name ?? "s").charAt(0).toLowerCase()] ?? 0;
}

function readDated(head: string): Found {
  const match = dated.exec(head);
  if (!match) return undefined;
  const [all, date, time, zone] = match;
  if (time === undefined) {
    return {
      mistake: `Unexpected date ${said(head.slice(0, 30))} without a clock time, expected e.g. ${said(`${date}T02:45:00Z`)}.`,
    };
  }
  if (zone === undefined) {
    return { mistake: `Unexpected time ${said(all)} without a zone, expected e.g. ${said(`${date}T${time}Z`)} (UTC).` };
  }
  const at = readInstant(`${date}T${time}${/^[+-]/.test(zone) ? zone : "Z"}`);
  return at === undefined || Number(at.slice(0, 4)) < 2000 ? unreadable(all) : { at, length: all.length };
}

function readClock(head: string, context: CommandContext): Found {
  const match = clock.exec(head);
  if (!match) return /^\d{1,2}:\d{2}/.test(head) ? unreadable(head) : undefined;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return unreadable(match[0]);
  const other = elsewhere.exec(head.slice(match[0].length));
  if (other) {
    return {
      mistake: `Unexpected ${said(match[0] + other[0])}, expected 24-hour UTC, e.g. ${said("14:45")}; other zones need the date, e.g. ${said("2025-01-15T14:45:00+01:00")}.`,
    };
  }
  const placed = placeClock(hours * hour + minutes * minute + seconds * 1000, context);
  return { ...placed, length: match[0].length };
}

function placeClock(ms: number, context: CommandContext): { readonly at: Instant; readonly note?: string } {
  const at = msOf(context.at);
  const started = context.started === undefined ? at : msOf(context.started);
  if (at - started <= day) {
    const found = latest(ms, at + tolerance);
    // Yesterday's, and long before anything happened: what was meant is yet to come, or the clock of another zone.
    const meant = context.started && found < Math.min(started - 12 * hour, midnight(at)) ? found + day : found;
    return { at: instantOf(meant) };
  }
  const placed = instantOf(latest(ms, started + 18 * hour));
  return { at: placed, note: `was read on the incident's day, as ${placed}; write the date to say another.` };
}

/** The latest time with this clock reading (ms since midnight UTC) that is not after `limit`. */
function latest(clockMs: number, limit: number): number {
  const today = midnight(limit) + clockMs;
  return today <= limit ? today : today - day;
}

function midnight(ms: number): number {
  return Math.floor(ms / day) * day;
}

function unreadable(text: string): Mistake {
  const shown = text.trim() === "" ? "nothing" : said(text.trim().split(/\s/)[0] as string);
  return {
    mistake: `Unexpected ${shown}, expected a time: ${said("02:45")} (UTC), ${said("2025-01-15T02:45:00Z")}, ${said("10m ago")} or ${said("now")}.`,
  };
}

function inFuture(typed: string, at: Instant, context: CommandContext): Mistake {
  return {
    mistake: `Unexpected time ${said(typed)}, read as ${at}: it lies after this comment (${context.at}). Expected a time that has passed, in UTC; with its date if it was another day.`,
  };
}
