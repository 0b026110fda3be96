/** A part of a whole; `share` is null, never 0, where there is nothing to count. */
export interface Share {
  readonly with: number;
  readonly n: number;
  /** `with / n`, rounded to four digits; never 1 unless all are counted. */
  readonly share: number | null;
  readonly formula: string;
}

export function shareOf(covered: number, n: number, formula: string): Share {
  return { with: covered, n, share: n === 0 ? null : part(covered, n), formula };
}

/** Rounded, and down where rounding would make it whole. */
function part(covered: number, n: number): number {
  const rounded = Math.round((covered / n) * 10_000) / 10_000;
  return rounded === 1 && covered < n ? 0.9999 : rounded;
}

/** `33.3%`; never `100.0%` unless it is; – where there is nothing to count. */
export function percent({ share }: Pick<Share, "share">): string {
  if (share === null) return "–";
  const rounded = (share * 100).toFixed(1);
  return `${rounded === "100.0" && share < 1 ? "99.9" : rounded}%`;
}
