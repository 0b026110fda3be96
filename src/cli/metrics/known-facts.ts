import { hash } from "node:crypto";
import { join } from "node:path";
import type { IncidentFact } from "../../reports/metrics/fact.ts";
import { readSealed, writeSealed } from "../sealed.ts";
import { pack, unpack } from "./packed.ts";

/** What is known of the files of an archive from an earlier run. Whatever is wrong with it costs time, never a number. */
export interface KnownFacts {
  /** The fact of a file that nobody touched since: its stamp is the one that it was read with. */
  readonly untouched: (path: string, stamp: string | undefined) => IncidentFact | undefined;
  /** The fact of a file whose bytes are the known ones. */
  readonly same: (path: string, stamp: string | undefined, bytes: Uint8Array) => IncidentFact | undefined;
  readonly learn: (path: string, stamp: string | undefined, bytes: Uint8Array, fact: IncidentFact) => void;
  /** Keeps what was asked or learnt for the next run, once that is worth writing all of it. Never throws. */
  readonly keep: () => void;
}

/** The stamp, the SHA of the bytes, and what was read of them. */
type Entry = readonly [stamp: string | undefined, sha: string, fact: IncidentFact];

export const nothingKnown: KnownFacts = {
  untouched: () => undefined,
  same: () => undefined,
  learn: () => {},
  keep: () => {},
};

const name = "facts.json";
const shaOf = (bytes: Uint8Array): string => hash("sha1", bytes, "base64");

/** What is kept in a folder under a key, which stands for all that facts depend on besides the bytes. */
export function openFacts(folder: string, key: string): KnownFacts {
  const known = readEntries(join(folder, name), key);
  const seen = new Map<string, Entry>();
  let changed = 0;
  return {
    untouched: (path, stamp) => {
      const entry = stamp === undefined ? undefined : known.get(path);
      if (!entry || entry[0] !== stamp) return undefined;
      seen.set(path, entry);
      return entry[2];
    },
    same: (path, stamp, bytes) => {
      const entry = known.get(path);
      if (!entry || entry[1] !== shaOf(bytes)) return undefined;
      if (entry[0] !== stamp) changed += 1;
      seen.set(path, [stamp, entry[1], entry[2]]);
      return entry[2];
    },
    learn: (path, stamp, bytes, fact) => {
      changed += 1;
      seen.set(path, [stamp, shaOf(bytes), fact]);
    },
    keep: () => {
      // Of ten thousand files, reading a hundred again costs less than writing what is known of the others.
      const gone = Math.max(0, known.size - seen.size);
      if (changed + gone > seen.size / 100) writeSealed(folder, name, key, [Buffer.from(pack([...seen]))]);
    },
  };
}

function readEntries(file: string, key: string): ReadonlyMap<string, Entry> {
  const body = readSealed(file, key);
  return new Map(body === undefined ? [] : (unpack(body.toString()) as readonly (readonly [string, Entry])[]));
}
