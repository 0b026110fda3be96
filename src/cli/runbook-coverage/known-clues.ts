import { join } from "node:path";
import { readSealed, writeSealed } from "../sealed.ts";

/** What was read of files in an earlier run. Whatever is wrong with it costs time, never a number. */
export interface KnownClues {
  /** What `read` gives, unless nobody touched the file since it was read: its stamp is the one that it was read with. */
  readonly clues: <T>(path: string, stamp: string | undefined, read: () => T) => T;
  /** Keeps what was asked for, for the next run. Never throws. */
  readonly keep: () => void;
}

export const noClues: KnownClues = { clues: (_path, _stamp, read) => read(), keep: () => {} };

type Entry = readonly [path: string, stamp: string | undefined, clues: unknown];

const name = "coverage.json";
/** Goes up whenever the same bytes give other clues than before. */
const form = 1;

/**
 * What is kept in a folder. `facts` stand for all that clues depend on besides the bytes of their file: the version and the
 * config. Clues are plain data: they come back as they went in.
 */
export function openClues(folder: string, facts: unknown): KnownClues {
  const key = JSON.stringify([form, facts]);
  const entries = entriesIn(readSealed(join(folder, name), key));
  const known = new Map(entries.map((entry) => [entry[0], entry]));
  const seen: Entry[] = [];
  let changed = false;
  return {
    clues: (path, stamp, read) => {
      const entry = stamp === undefined ? undefined : known.get(path);
      if (entry?.[1] === stamp && entry !== undefined) {
        seen.push(entry);
        return entry[2] as ReturnType<typeof read>;
      }
      const found = read();
      changed = true;
      // A file that was just written may be written again without a sign of it.
      if (stamp !== undefined) seen.push([path, stamp, found]);
      return found;
    },
    keep: () => {
      if (changed || seen.length !== known.size) writeSealed(folder, name, key, [Buffer.from(JSON.stringify(seen))]);
    },
  };
}

function entriesIn(body: Buffer | undefined): readonly Entry[] {
  if (body === undefined) return [];
  return JSON.parse(body.toString()) as readonly Entry[];
}
