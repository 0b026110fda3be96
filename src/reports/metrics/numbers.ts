import type { Numbers } from "../../model/metrics-parts.ts";
import type { Histogram } from "./histogram.ts";

const toMilliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/**
 * Mean, median (of an even n the mean of the middle two), p90 by nearest rank (the ⌈0.9 n⌉-th smallest), min
 * and max. All null, never 0, where there is none. A column of numbers is the function's own: it is sorted where it stands.
 */
export function numbersOf(seconds: Float64Array | readonly number[]): Numbers {
  const sorted = (seconds instanceof Float64Array ? seconds : new Float64Array(seconds)).sort();
  let sum = 0;
  for (let index = 0; index < sorted.length; index += 1) sum += sorted[index] as number;
  return numbersBy(sorted.length, sum, (rank) => sorted[rank] as number);
}

/** The same of a histogram. */
export function numbersIn({ values, counts }: Histogram): Numbers {
  let [n, sum] = [0, 0];
  for (let index = 0; index < values.length; index += 1) {
    n += counts[index] as number;
    sum += (values[index] as number) * (counts[index] as number);
  }
  return numbersBy(n, sum, (rank) => {
    if (n === values.length) return values[rank] as number;
    let index = 0;
    for (let below = counts[0] as number; below <= rank; below += counts[index] as number) index += 1;
    return values[index] as number;
  });
}

/** From how many there are, their sum, and which is the smallest but so many. */
function numbersBy(n: number, sum: number, at: (rank: number) => number): Numbers {
  if (n === 0) return { n, mean: null, median: null, p90: null, min: null, max: null };
  const half = Math.floor(n / 2);
  return {
    n,
    mean: toMilliseconds(sum / n),
    median: n % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2,
    // 9 n / 10 in whole numbers: 0.9 n may lie a hair above the rank.
    p90: at(Math.ceil((9 * n) / 10) - 1),
    min: at(0),
    max: at(n - 1),
  };
}
