import { readDate } from "./time.ts";

/** How long a review holds: whole months, and days. */
export interface Interval {
  readonly months: number;
  readonly days: number;
}

const units: Readonly<Record<string, Interval>> = {
  d: { months: 0, days: 1 },
  w: { months: 0, days: 7 },
  m: { months: 1, days: 0 },
  y: { months: 12, days: 0 },
};

/** Reads `90d`, `6mo`, `6 months`, `2 weeks`, `1y`, `P6M`; undefined for anything else. */
export function readInterval(text: string): Interval | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/^p(?=\d)/, "");
  const match = /^(\d{1,4})\s*(d|days?|w|wks?|weeks?|m|mos?|months?|y|yrs?|years?)$/.exec(said);
  const unit = match && units[match[2]?.[0] ?? ""];
  const count = Number(match?.[1]);
  return unit && count > 0 ? { months: unit.months * count, days: unit.days * count } : undefined;
}

/** The day an interval after another; a month's end is clamped: 31 August and 6 months are 28 February. */
export function dayAfter(day: string, { months, days }: Interval): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const on = Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last) + days);
  return new Date(on).toISOString().slice(0, 10);
}

/** Whether a runbook was looked at in time. `due`: the day through which its review holds. */
export type Review =
  | { readonly kind: "fresh" | "stale"; readonly last: string; readonly due: string }
  | { readonly kind: "never" }
  /** It has a date and no interval: it never falls due. */
  | { readonly kind: "open"; readonly last: string }
  | { readonly kind: "unread"; readonly field: "last_verified" | "review_every"; readonly written: string };

/** A runbook's review on a day (`2026-09-01`): stale once the due day has passed, `last_verified + review_every < day`. */
export function reviewOn(
  {
    last_verified: last,
    review_every: every,
  }: { last_verified?: string | undefined; review_every?: string | undefined },
  day: string,
): Review {
  if (last === undefined || last.trim() === "") return { kind: "never" };
  const date = readDate(last.trim().slice(0, 10));
  if (date === undefined) return { kind: "unread", field: "last_verified", written: last };
  if (every === undefined || every.trim() === "") return { kind: "open", last: date };
  const interval = readInterval(every);
  if (!interval) return { kind: "unread", field: "review_every", written: every };
  const due = dayAfter(date, interval);
  return { kind: due < day ? "stale" : "fresh", last: date, due };
}
