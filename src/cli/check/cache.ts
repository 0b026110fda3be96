import { join } from "node:path";
import type { Facts } from "../../model/facts.ts";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/time.ts";
import type { Checked } from "../../rules/checked.ts";
import { readSealed, writeSealed } from "../sealed.ts";
import { type AskedFact, stillHolds } from "./asked-facts.ts";
import type { Judged } from "./look-at-file.ts";

/** What is known of files that were checked before. Whatever is wrong with it costs time, never a finding. */
export interface Cache {
  /** The findings of a file that nobody touched since: its stamp is the one that it was read with. */
  readonly untouched: (path: string, stamp: string | undefined, facts: Facts) => Known | undefined;
  /** The digest of the bytes whose findings are known for a path. */
  readonly shaOf: (path: string, facts: Facts) => string | undefined;
  /** The findings of a file whose bytes turned out to be the known ones. */
  readonly same: (path: string, stamp: string | undefined) => Known;
  readonly learn: (path: string, judged: Judged) => void;
  /** Keeps what is known for the next run; `all`: every file was looked at, and others are forgotten. Never throws. */
  readonly keep: (all: boolean) => void;
}

/** What the rules said of a file, and what people switched off in it. */
export type Known = Pick<Checked, "findings" | "disabled">;

interface Entry {
  readonly stamp: string | undefined;
  readonly sha: string;
  /** The findings hold from then on, for as long as these answers do. */
  readonly from: Instant;
  readonly asked: readonly AskedFact[];
  readonly findings: readonly Omit<Finding, "path">[];
  readonly disabled?: Checked["disabled"];
}

/** Knows nothing and keeps nothing. */
export const noCache: Cache = {
  untouched: () => undefined,
  shaOf: () => undefined,
  same: () => ({ findings: [] }),
  learn: () => {},
  keep: () => {},
};

const name = "check.json";

/**
 * A cache in a folder, for a run at `now`. `key` stands for everything that findings depend on besides path, bytes and
 * the present and the files around: the version, the config, the templates. A file that is damaged or of another key is as good as none.
 */
export function openCache(folder: string, key: string, now: Instant): Cache {
  const known = readEntries(join(folder, name), key);
  const seen = new Map<string, Entry>();
  let changed = false;
  const entryOf = (path: string): Entry | undefined => {
    const entry = known.get(path);
    return entry && entry.from <= now ? entry : undefined;
  };
  const holding = (path: string, facts: Facts): Entry | undefined => {
    const entry = entryOf(path);
    return entry && stillHolds(entry.asked, facts) ? entry : undefined;
  };
  return {
    untouched: (path, stamp, facts) => {
      const entry = stamp === undefined ? undefined : entryOf(path);
      if (!entry || entry.stamp !== stamp || !stillHolds(entry.asked, facts)) return undefined;
      seen.set(path, entry);
      return knownOf(path, entry);
    },
    shaOf: (path, facts) => holding(path, facts)?.sha,
    same: (path, stamp) => {
      const entry = entryOf(path);
      if (!entry) throw new RangeError(`Unexpected path ${path}, expected one whose digest was told`);
      if (entry.stamp !== stamp) changed = true;
      seen.set(path, { ...entry, stamp });
      return knownOf(path, entry);
    },
    learn: (path, { sha, stamp, findings, disabled, lasting, asked }) => {
      changed = true;
      if (!lasting) return;
      const entry = { stamp, sha, from: now, asked, findings: findings.map(withoutPath) };
      seen.set(path, disabled ? { ...entry, disabled } : entry);
    },
    keep: (all) => {
      const entries = all ? seen : new Map([...known, ...seen]);
      if (changed || entries.size !== known.size)
        writeSealed(folder, name, key, [Buffer.from(JSON.stringify([...entries]))]);
    },
  };
}

function knownOf(path: string, { findings, disabled }: Entry): Known {
  const own = findings.map((finding) => ({ ...finding, path }));
  return disabled ? { findings: own, disabled } : { findings: own };
}

function withoutPath({ path: _, ...finding }: Finding): Omit<Finding, "path"> {
  return finding;
}

function readEntries(file: string, key: string): ReadonlyMap<string, Entry> {
  const body = readSealed(file, key);
  return new Map(body === undefined ? [] : (JSON.parse(body.toString()) as readonly (readonly [string, Entry])[]));
}
