import { combined, type Histogram, sizeOf } from "./histogram.ts";

/** What histograms are of, with whose they are beside it. */
type Of =
  | "severity"
  | "type"
  | "service"
  | "cause"
  | "verdict"
  | "full outage"
  | "degraded"
  | "revenue"
  | "credits"
  | "started"
  | "seconds"
  | "support"
  | "starts"
  | "items"
  | "due"
  | "since"
  | "called"
  | "shift incidents"
  | "shift pages"
  | "known as"
  | "hours"
  | "pages"
  | "days"
  | "fired"
  | "fired as"
  | "latest";

/**
 * What is counted of incidents, as histograms: those of some incidents and those of others add up to those of all of them, so that what
 * a merge brings is added and what it takes is taken away.
 */
export type Tally = ReadonlyMap<string, Histogram>;

const nothing: Histogram = { values: new Float64Array(), counts: new Int32Array() };

/** The name of a histogram. */
export const keyOf = (of: Of, ...whose: readonly string[]): string => JSON.stringify([of, ...whose]);

export const histogramIn = (tally: Tally, of: Of, ...whose: readonly string[]): Histogram =>
  tally.get(keyOf(of, ...whose)) ?? nothing;

/** All histograms of one kind, and whose they are. */
export function allOf(tally: Tally, of: Of): readonly (readonly [whose: readonly string[], own: Histogram])[] {
  const begin = `["${of}",`;
  const found = [...tally].filter(([key]) => key.startsWith(begin));
  return found.map(([key, own]) => [(JSON.parse(key) as readonly string[]).slice(1), own]);
}

/** Two tallies together, or the first without the second. */
export function together(one: Tally, other: Tally, sign: 1 | -1): Tally {
  const all = new Map(one);
  for (const [key, own] of other) {
    const sum = combined(one.get(key) ?? nothing, own, sign);
    if (sum.values.length > 0) all.set(key, sum);
    else all.delete(key);
  }
  return all;
}

/** What is named, by its key and in the order of the keys: as most write it, and how often it is there. */
type Names = ReadonlyMap<string, { readonly name: string; readonly n: number }>;

/** Of two ways to write a name that are as usual the first in the order of code units. */
export function usualNames(tally: Tally, of: "service" | "cause" | "known as" | "fired as"): Names {
  const usual = new Map<string, { name: string; most: number; n: number }>();
  for (const [[key = "", name = ""], counted] of allOf(tally, of)) {
    const n = sizeOf(counted);
    const own = usual.get(key) ?? { name, most: 0, n: 0 };
    own.n += n;
    if (n > own.most || (n === own.most && name < own.name)) [own.name, own.most] = [name, n];
    usual.set(key, own);
  }
  return new Map([...usual].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
