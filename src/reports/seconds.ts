import type { Measure } from "../model/incident-report.ts";
import { type Instant, msOf, readInstant } from "../model/time.ts";

type Times = Readonly<Record<string, Instant | null>>;

/** Seconds as people say them, exactly: `2 min 15 s`, `2 h 15 min`, `3 d 4 h 1 s`. */
export function saySeconds(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [Math.floor(seconds) % 60, "s"],
  ] as const;
  const said = parts.filter(([n]) => n !== 0).map(([n, unit]) => `${n} ${unit}`);
  return said.length > 0 ? said.join(" ") : "0 s";
}

/** The clock of an instant, with its day where that is another than `day`: `02:45:00`, `2025-01-16 02:45:00`. */
export function sayClock(instant: Instant, day: string): string {
  const clock = instant.slice(11, 19);
  return instant.slice(0, 10) === day ? clock : `${instant.slice(0, 10)} ${clock}`;
}

/** The time between two fields, `to − from`. Null with the reason where one is missing or they are reversed. */
export function measureOf(name: string, to: string, from: string, times: Times): Measure {
  const formula = `${to} − ${from}`;
  const [end, start] = [times[to] ?? null, times[from] ?? null];
  if (end === null || start === null) {
    const missing = [start === null ? [from] : [], end === null ? [to] : []].flat().join(" and ");
    return { name, seconds: null, formula, inputs: "", problem: `not recorded: ${missing}` };
  }
  const inputs = `${end} − ${start}`;
  const seconds = (msOf(end) - msOf(start)) / 1000;
  if (seconds < 0) return { name, seconds: null, formula, inputs, problem: `${to} is before ${from}` };
  return { name, seconds, formula, inputs, problem: null };
}

/** The measures of one incident, each with its definition. */
export const measures = [
  ["Time to detect", "detected", "started"],
  ["Time to declare", "declared", "detected"],
  ["Time to acknowledge", "acknowledged", "detected"],
  ["Time to mitigate", "mitigated", "started"],
  ["Time to resolve", "resolved", "started"],
  ["Time to repair", "resolved", "detected"],
] as const;

/** Every time field as an instant; null where it is missing or can't be read. */
export function readTimes<K extends string>(
  fields: Readonly<Partial<Record<K, unknown>>>,
  keys: readonly K[],
): Record<K, Instant | null> {
  const entries = keys.map((key) => [key, readInstant(String(fields[key] ?? "")) ?? null]);
  return Object.fromEntries(entries) as Record<K, Instant | null>;
}
