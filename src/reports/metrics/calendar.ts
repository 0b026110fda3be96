import type { Period, Span } from "../../model/metrics.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";

const day = 86_400_000;

/** The calendar period, in UTC, that holds a moment (ms). */
export function periodAt(unit: Period, ms: number): Span {
  const date = new Date(ms);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (unit === "weekly") return weekOf(Date.UTC(year, month, date.getUTCDate()));
  if (unit === "yearly") return span(String(year), Date.UTC(year, 0), Date.UTC(year + 1, 0));
  if (unit === "monthly") {
    return span(instantOf(ms).slice(0, 7), Date.UTC(year, month), Date.UTC(year, month + 1));
  }
  const quarter = Math.floor(month / 3);
  return span(`${year}-Q${quarter + 1}`, Date.UTC(year, 3 * quarter), Date.UTC(year, 3 * quarter + 3));
}

/** The period that ends where another begins. */
export function periodBefore(unit: Period, { from }: Span): Span {
  return periodAt(unit, msOf(from) - 1000);
}

/** The week of ISO 8601: from Monday, named by the year of its Thursday. */
function weekOf(midnight: number): Span {
  const monday = midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * day;
  const year = new Date(monday + 3 * day).getUTCFullYear();
  const week = Math.floor((monday + 3 * day - Date.UTC(year, 0)) / (7 * day)) + 1;
  return span(`${year}-W${String(week).padStart(2, "0")}`, monday, monday + 7 * day);
}

const span = (name: string, from: number, to: number): Span => ({ name, from: instantOf(from), to: instantOf(to) });

/** A span by its two ends. */
export function spanOf(from: Instant, to: Instant): Span {
  return { name: `${from} to ${to}`, from, to };
}
