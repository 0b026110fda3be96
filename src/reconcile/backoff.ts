/** Milliseconds before the first repetition, and the most that any may wait. */
export interface Pace {
  readonly first: number;
  readonly most: number;
}

/**
 * Milliseconds to wait after `failures` earlier failures: doubled each time, half of it left to chance, so that those who
 * failed together don't come back together (AWS Architecture Blog, "Exponential Backoff And Jitter", equal jitter).
 */
export function backoff(failures: number, { first, most }: Pace, random: () => number): number {
  const full = Math.min(most, first * 2 ** Math.min(failures, 30));
  return full / 2 + (full / 2) * random();
}
