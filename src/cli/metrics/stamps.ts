import { lstatSync } from "node:fs";
import { none } from "../../reports/metrics/fact-table.ts";

/** What changes with every write of a file, as git's index has it, five numbers a file; the first is NaN where nobody can tell. */
export type Stamps = Float64Array;
export const stampLength = 5;

/** Milliseconds in which a second write may leave a file's times as they are. */
const racy = 2000;

/** Whoever changed since, at a present, may change again without a trace. */
export const freshAfter = (now: number): number => now - racy;

/** What comes before the paths of many files: where the process stands, the system need not find the way to the root for each. */
export const wayFrom = (root: string): string => (process.cwd() === root ? "" : `${root}/`);

/** The stamps of files as they are now. */
export function stampsOf(root: string, paths: readonly string[], now: number): Stamps {
  const stamps = new Float64Array(paths.length * stampLength);
  const fresh = freshAfter(now);
  const from = wayFrom(root);
  for (let row = 0, at = 0; row < paths.length; row += 1, at += stampLength) {
    const facts = lstatSync(`${from}${paths[row] as string}`, { throwIfNoEntry: false });
    if (!facts || facts.ctimeMs >= fresh || !facts.isFile()) {
      stamps[at] = Number.NaN;
      continue;
    }
    stamps[at] = facts.size;
    stamps[at + 1] = facts.mtimeMs;
    stamps[at + 2] = facts.ctimeMs;
    stamps[at + 3] = facts.ino;
    stamps[at + 4] = facts.dev;
  }
  return stamps;
}

/** Rows whose stamps are compared at once. */
const block = 256;

/**
 * The rows of files that may be others than they were. `from` says for each row where it was known, or `none`; undefined: nothing
 * is known.
 */
export function changedRows(
  stamps: Stamps,
  known: Stamps | undefined,
  from: Int32Array | "same" | undefined,
  length: number,
): readonly number[] {
  if (!known || !from) return Array.from({ length }, (_, row) => row);
  const rows: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const other = from === "same" ? row : (from[row] as number);
    if (row % block === 0 && other !== none && isSameBlock(stamps, row, known, other, from)) row += block - 1;
    else if (other === none || !isSameStamp(stamps, row, known, other)) rows.push(row);
  }
  return rows;
}

/** Whether the stamps of a whole block of rows are the known ones, byte by byte; one that tells nothing is none's. */
function isSameBlock(stamps: Stamps, row: number, known: Stamps, other: number, from: Int32Array | "same"): boolean {
  const last = row + block - 1;
  if ((last + 1) * stampLength > stamps.length || (other + block) * stampLength > known.length) return false;
  for (let at = 0; from !== "same" && at < block; at += 1) if (from[row + at] !== other + at) return false;
  return bytesOf(stamps, row).equals(bytesOf(known, other)) && !hasNone(stamps, row);
}

const bytesOf = (stamps: Stamps, row: number): Buffer =>
  Buffer.from(stamps.buffer, stamps.byteOffset + row * stampLength * 8, block * stampLength * 8);

const hasNone = (stamps: Stamps, row: number): boolean =>
  stamps.subarray(row * stampLength, (row + block) * stampLength).includes(Number.NaN);

/** Whether two stamps are the same; one that tells nothing is none's. */
export function isSameStamp(a: Stamps, row: number, b: Stamps, other: number): boolean {
  const [one, two] = [row * stampLength, other * stampLength];
  for (let at = 0; at < stampLength; at += 1) if (a[one + at] !== b[two + at]) return false;
  return true;
}
