/** An instant as Gitcident writes it: ISO 8601, UTC, whole seconds, e.g. `2025-01-15T02:32:15Z`. */
export type Instant = string;

const iso = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|z|[+-]\d{2}:?\d{2})$/;

/** Years before 1000 are left out: `Date.UTC` reads the first hundred in its own way. */
const canonical = /^[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/**
 * Reads an ISO 8601 time strictly: two-digit fields, an existing date and a zone are required.
 * Returns the instant in UTC (fractions of a second dropped), or undefined when it can't be read:
 * `T8:00:00Z`, `2025-02-30T…` and a time without a zone are all refused rather than guessed.
 */
export function readInstant(text: string): Instant | undefined {
  const match = iso.exec(text.trim());
  if (!match) return undefined;
  const [year, month, day, hour, minute] = match.slice(1, 6).map(Number) as [number, number, number, number, number];
  const second = Number(match[6] ?? 0);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  if (new Date(local).getUTCDate() !== day || new Date(local).getUTCMonth() !== month - 1) return undefined;
  if (canonical.test(text)) return text;
  const offset = readOffset(match[7] as string);
  return offset === undefined ? undefined : instantOf(local - offset);
}

/** Milliseconds east of UTC for `Z`, `+02:00` or `+0200`. */
function readOffset(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** The instant of a number of milliseconds since the epoch. */
export function instantOf(ms: number): Instant {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Milliseconds since the epoch of an instant that `readInstant` returned. */
export function msOf(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant `minutes` after (or, negative, before) another. */
export function addMinutes(instant: Instant, minutes: number): Instant {
  return instantOf(msOf(instant) + minutes * 60_000);
}

/** The instant `seconds`, a whole number, after (or, negative, before) another. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(msOf(instant) + seconds * 1000);
}

/** The earlier of two instants. */
export function earlier(a: Instant, b: Instant): Instant {
  return [a, b].toSorted()[0] as Instant;
}

/** The later of two instants. */
export function later(a: Instant, b: Instant): Instant {
  return [a, b].toSorted()[1] as Instant;
}

/** Whole minutes from `from` to `to`, rounded down. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor((msOf(to) - msOf(from)) / 60_000);
}

/** Minutes as people say them: `45 min`, `2 h 15 min`, `3 d 4 h`. */
export function sayMinutes(minutes: number): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = Math.floor(minutes % 60);
  const parts =
    days > 0
      ? [
          [days, "d"],
          [hours, "h"],
        ]
      : [
          [hours, "h"],
          [rest, "min"],
        ];
  const said = parts.filter(([n]) => n !== 0).map(([n, unit]) => `${n} ${unit}`);
  return said.length > 0 ? said.join(" ") : "0 min";
}

/** A calendar date, `2025-01-16`, when it exists; undefined otherwise. */
export function readDate(text: string): string | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && readInstant(`${text}T00:00:00Z`) !== undefined ? text : undefined;
}
