import { placeOf } from "../segments.ts";

/** How often some numbers are there: each once, in ascending order, and how often beside it. */
export interface Histogram {
  readonly values: Float64Array;
  readonly counts: Int32Array;
}

/** The histogram of numbers of which none is NaN. The column is the function's own: it is sorted where it stands. */
export function histogramOf(numbers: Float64Array): Histogram {
  const sorted = numbers.sort();
  const counts = new Int32Array(sorted.length);
  let n = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const one = sorted[at] as number;
    if (n === 0 || one !== sorted[n - 1]) sorted[n++] = one;
    counts[n - 1] = (counts[n - 1] as number) + 1;
  }
  return { values: sorted.subarray(0, n), counts: counts.subarray(0, n) };
}

/** The same from numbers that are counted already. */
export function histogramFrom(counted: ReadonlyMap<number, number>): Histogram {
  const values = Float64Array.from(counted.keys()).sort();
  return { values, counts: Int32Array.from(values, (one) => counted.get(one) as number) };
}

/** Something that is counted by itself. */
export const countOf = (n: number): Histogram => histogramFrom(new Map(n === 0 ? [] : [[0, n]]));

/** How many numbers a histogram is of. */
export function sizeOf({ counts }: Histogram): number {
  let n = 0;
  for (let at = 0; at < counts.length; at += 1) n += counts[at] as number;
  return n;
}

/** How many numbers are at least one and below another. */
export function sizeBetween({ values, counts }: Histogram, from: number, to: number): number {
  const [low, high] = [placeIn(from, values), placeIn(to, values)];
  return sizeOf({ values: values.subarray(low, high), counts: counts.subarray(low, high) });
}

/** The sum of the numbers that a histogram is of. */
export function sumOf({ values, counts }: Histogram): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += (values[at] as number) * (counts[at] as number);
  return sum;
}

/** Two histograms together, or the first without the second; what is there no more is left out. */
export function combined(one: Histogram, other: Histogram, sign: 1 | -1): Histogram {
  const most = one.values.length + other.values.length;
  const [values, counts] = [new Float64Array(most), new Int32Array(most)];
  let [from, n] = [0, 0];
  const take = (to: number): void => {
    values.set(one.values.subarray(from, to), n);
    counts.set(one.counts.subarray(from, to), n);
    n += to - from;
    from = to;
  };
  // The second is most often small: what stands between its numbers is copied at once.
  for (let at = 0; at < other.values.length; at += 1) {
    const value = other.values[at] as number;
    take(placeIn(value, one.values, from));
    const own = one.values[from] === value ? (one.counts[from++] as number) : 0;
    const count = own + sign * (other.counts[at] as number);
    if (count === 0) continue;
    values[n] = value;
    counts[n++] = count;
  }
  take(one.values.length);
  return { values: values.subarray(0, n), counts: counts.subarray(0, n) };
}

/** Where the first stands, from a place on, that is not below a number. */
export const placeIn = (value: number, sorted: Float64Array, from = 0): number =>
  placeOf(sorted.length, (at) => (sorted[at] as number) < value, from);
