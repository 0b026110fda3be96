import { type Stamps, stampLength } from "../metrics/stamps.ts";

/** Stamps as they are kept: one that tells nothing is like none that is taken later. */
export function keptStamps(stamps: Stamps): Stamps {
  return stamps.map((one) => (Number.isNaN(one) ? -1 : one));
}

/** The rows from one to another of which two lists of stamps differ, in order; `shift`: where row 0 of the first is in the second. */
export function differing(kept: Stamps, found: Stamps, from: number, to: number, shift = 0): readonly number[] {
  const [a, b] = [bytesOf(kept), bytesOf(found)];
  const rows: number[] = [];
  // A comparison of bytes takes next to nothing, whatever their number; nearly all are alike.
  const enter = (start: number, end: number): void => {
    const [first, last] = [start * rowBytes, end * rowBytes];
    const away = shift * rowBytes;
    if (end <= start || a.compare(b, first + away, last + away, first, last) === 0) return;
    if (end - start === 1) return void rows.push(start);
    const middle = (start + end) >> 1;
    enter(start, middle);
    enter(middle, end);
  };
  enter(from, to);
  return rows;
}

const rowBytes = stampLength * Float64Array.BYTES_PER_ELEMENT;

const bytesOf = ({ buffer, byteOffset, byteLength }: Stamps): Buffer => Buffer.from(buffer, byteOffset, byteLength);
