import { lstatSync } from "node:fs";

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

/** Whether two stamps are the same; one that tells nothing is none's. */
export function isSameStamp(a: Stamps, row: number, b: Stamps, other: number): boolean {
  const [one, two] = [row * stampLength, other * stampLength];
  for (let at = 0; at < stampLength; at += 1) if (a[one + at] !== b[two + at]) return false;
  return true;
}
