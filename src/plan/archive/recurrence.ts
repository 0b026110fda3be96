import { readDate } from "../../model/time.ts";

/**
 * The date `every` (`10d`, `2w`, `3mo`, `1y`) after a date. A month's end stays in its month: three months after
 * 2025-11-30 is 2026-02-28. Undefined where either can't be read.
 */
export function nextDue(due: string | undefined, every: string): string | undefined {
  const match = /^(\d{1,3})(d|w|mo|y)$/.exec(every);
  const from = readDate(due ?? "");
  if (!match || !from) return undefined;
  const [year, month, day] = from.split("-").map(Number) as [number, number, number];
  const count = Number(match[1]);
  if (match[2] === "d" || match[2] === "w")
    return dateOf(Date.UTC(year, month - 1, day + count * (match[2] === "w" ? 7 : 1)));
  const months = count * (match[2] === "y" ? 12 : 1);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return dateOf(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
