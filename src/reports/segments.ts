/** A run of old rows that still hold, or the number of a new one. */
export type Segment = { readonly from: number; readonly to: number } | { readonly fresh: number };

/**
 * A list of old rows with some gone and new ones between them. `gone` and `places` are sorted; a place is the number of the old row
 * before which a new one stands.
 */
export function segmentsOf(length: number, gone: readonly number[], places: readonly number[]): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  const upTo = (end: number): void => {
    if (end > at) segments.push({ from: at, to: end });
    at = Math.max(at, end);
  };
  let next = 0;
  for (const row of [...gone, length]) {
    for (; next < places.length && (places[next] as number) <= row; next += 1) {
      upTo(places[next] as number);
      segments.push({ fresh: next });
    }
    upTo(row);
    at = row + 1;
  }
  return segments;
}

/** How many sorted rows come before a new one, of which it is known that so many do. */
export function placeOf(length: number, isBefore: (row: number) => boolean, known = 0): number {
  let [low, high] = [known, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
