import { hash } from "node:crypto";
import { closeSync, constants, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../model/finding.ts";
import type { Instant } from "../../model/time.ts";

/** What is known of files that were checked before. Whatever is wrong with it costs time, never a finding. */
export interface Cache {
  /** The findings of a file that nobody touched since: its stamp is the one that it was read with. */
  readonly untouched: (path: string, stamp: string | undefined, now: Instant) => readonly Finding[] | undefined;
  /** The findings of a file that was read: known ones of the same bytes, or those that `check` finds at a time. */
  readonly findings: (file: Read, now: Instant, check: (at: Instant) => readonly Finding[]) => readonly Finding[];
  /** Keeps what is known for the next run; `all`: every file was looked at, and others are forgotten. Never throws. */
  readonly keep: (all: boolean) => void;
}

export interface Read {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Undefined where the file was written so shortly before that a further write could go unnoticed. */
  readonly stamp: string | undefined;
}

interface Entry {
  readonly stamp: string | undefined;
  readonly sha: string;
  /** The findings hold from then on. */
  readonly from: Instant;
  readonly findings: readonly Omit<Finding, "path">[];
}

/** Knows nothing and keeps nothing. */
export const noCache: Cache = { untouched: () => undefined, findings: (_, now, check) => check(now), keep: () => {} };

const name = "check.json";
/** A present that no file has reached. */
const farAway: Instant = "9999-01-01T00:00:00Z";

/**
 * A cache in a folder. `key` stands for everything that findings depend on besides path, bytes and the present: the
 * version, the config, the templates. A file that is damaged or of another key is as good as none.
 */
export function openCache(folder: string, key: string): Cache {
  const known = readEntries(join(folder, name), key);
  const seen = new Map<string, Entry>();
  let changed = false;
  return {
    untouched: (path, stamp, now) => {
      const entry = known.get(path);
      if (!entry || stamp === undefined || entry.stamp !== stamp || entry.from > now) return undefined;
      seen.set(path, entry);
      return entry.findings.map((finding) => ({ ...finding, path }));
    },
    findings: ({ path, bytes, stamp }, now, check) => {
      const sha = hash("sha256", bytes, "base64");
      const entry = known.get(path);
      if (entry && entry.sha === sha && entry.from <= now) {
        if (entry.stamp !== stamp) changed = true;
        seen.set(path, { ...entry, stamp });
        return entry.findings.map((finding) => ({ ...finding, path }));
      }
      changed = true;
      const findings = check(now);
      if (isLasting(findings, check)) seen.set(path, { stamp, sha, from: now, findings: findings.map(withoutPath) });
      return findings;
    },
    keep: (all) => {
      const entries = all ? seen : new Map([...known, ...seen]);
      if (changed || entries.size !== known.size) writeEntries(folder, key, entries);
    },
  };
}

/**
 * Whether findings are the same at any later time. Rules know the present only as a bound that times must not pass, so
 * that a finding can only go as time goes by: none now is none ever, and what holds now and far away holds in between.
 * test/cli/cache.test.ts holds the rules to it.
 */
function isLasting(findings: readonly Finding[], check: (at: Instant) => readonly Finding[]): boolean {
  return findings.length === 0 || JSON.stringify(check(farAway)) === JSON.stringify(findings);
}

function withoutPath({ path: _, ...finding }: Finding): Omit<Finding, "path"> {
  return finding;
}

function readEntries(file: string, key: string): ReadonlyMap<string, Entry> {
  try {
    const handle = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const text = readFileSync(handle, "utf8");
    closeSync(handle);
    const end = text.indexOf("\n");
    const body = text.slice(end + 1);
    // A file that was cut or has a bit turned must not be believed anywhere.
    if (text.slice(0, end) !== sealOf(key, body)) return new Map();
    return new Map(JSON.parse(body) as readonly (readonly [string, Entry])[]);
  } catch {
    return new Map();
  }
}

function writeEntries(folder: string, key: string, entries: ReadonlyMap<string, Entry>): void {
  const own = join(folder, `${name}.${process.pid}`);
  try {
    const body = JSON.stringify([...entries]);
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, `${sealOf(key, body)}\n${body}`, { flag: "wx" });
    renameSync(own, join(folder, name));
  } catch {
    rmSync(own, { force: true });
  }
}

function sealOf(key: string, body: string): string {
  return `gitcident 1 ${hash("sha256", `${key}\n${body}`)}`;
}
