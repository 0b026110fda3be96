import type { Exclusion, Numbers } from "../../model/metrics-parts.ts";
import { saySeconds } from "../seconds.ts";

/** Makes text of the record safe where the page is shown. */
export type Show = (text: string) => string;

/** Rows of a list that the page shows; the JSON has all of them. */
export const mostRows = 200;

export function moreRows(length: number): string {
  return length > mostRows ? `${length - mostRows} more rows are in the JSON.` : "";
}

/** Seconds as people say them; a dash where there are none to say. */
export const say = (seconds: number | null): string => (seconds === null ? "–" : saySeconds(Math.round(seconds)));

/** `1 page`, `2 pages`. */
export const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** The heads of `cells`. */
export const head = ["n", "Mean", "Median", "p90", "Min", "Max"];

export function cells({ n, mean, median, p90, min, max }: Numbers): readonly string[] {
  return [String(n), ...[mean, median, p90, min, max].map(say)];
}

/** What is left out and how much of it, by reason. */
export function leftSaid(excluded: readonly Exclusion[]): string {
  return excluded.map(({ reason, n }) => `${n} ${reason}`).join(", ") || "none";
}
