import type { Run } from "../../reports/metrics/arrange-table.ts";
import { isSameStamp, type Stamps, stampLength } from "./stamps.ts";

/** Rows whose stamps are compared at once. */
const block = 256;

/** The rows of files that may be others than they were, or are new: these are in none of the runs of known rows. */
export function changedRows(stamps: Stamps, known: Stamps, runs: readonly Run[]): readonly number[] {
  const rows: number[] = [];
  let next = 0;
  const isNew = (to: number): void => {
    for (; next < to; next += 1) rows.push(next);
  };
  for (const { to, start, length } of runs) {
    isNew(to);
    const shift = start - to;
    for (const end = to + length; next < end; ) {
      const last = Math.min(next + block, end);
      if (isSameBlock(stamps, known, shift, next, last)) next = last;
      else for (; next < last; next += 1) if (!isSameStamp(stamps, next, known, next + shift)) rows.push(next);
    }
  }
  isNew(stamps.length / stampLength);
  return rows;
}

/** Whether the stamps of some rows are the known ones, byte by byte; one that tells nothing is none's. */
function isSameBlock(stamps: Stamps, known: Stamps, shift: number, from: number, to: number): boolean {
  if (stamps.subarray(from * stampLength, to * stampLength).includes(Number.NaN)) return false;
  return bytesOf(stamps, from, to).equals(bytesOf(known, from + shift, to + shift));
}

const bytesOf = (stamps: Stamps, from: number, to: number): Buffer =>
  Buffer.from(stamps.buffer, stamps.byteOffset + from * stampLength * 8, (to - from) * stampLength * 8);

/** The known rows, of so many, whose files changed or are gone. */
export function rowsBefore(length: number, runs: readonly Run[], changed: readonly number[]): Int32Array {
  const old: number[] = [];
  let [next, at] = [0, 0];
  const isGone = (to: number): void => {
    for (; next < to; next += 1) old.push(next);
  };
  for (const { to, start, length: many } of runs) {
    isGone(start);
    while ((changed[at] as number) < to) at += 1;
    for (; (changed[at] as number) < to + many; at += 1) old.push((changed[at] as number) - to + start);
    next = start + many;
  }
  isGone(length);
  return Int32Array.from(old);
}
