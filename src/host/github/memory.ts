import { randomBytes } from "node:crypto";
import { claimSeconds } from "../../model/claim.ts";
import { HostError } from "../../model/errors.ts";
import type { Capability, FileText, TreeEntry, Worker } from "../../model/world.ts";
import { type Lru, lru } from "../lru.ts";

/** A tree's files, and which of them are executable (so that a commit keeps their mode). */
export interface KnownTree {
  readonly entries: readonly TreeEntry[];
  readonly executable: ReadonlySet<string>;
}

/**
 * What one process knows of one repository between looks. Everything in it can be lost at any moment: things named by
 * their SHA never change, the rest is short-lived.
 */
export interface Memory {
  readonly worker: Worker;
  readonly lacks: Set<Capability>;
  /** Branches that refused a direct commit, whatever the API says of their protection. */
  readonly guarded: Set<string>;
  readonly trees: Lru<KnownTree>;
  readonly blobs: Lru<string>;
  /** Tree SHA by commit SHA. */
  readonly treeOfCommit: Lru<string>;
  /** Files by `<commit SHA>:<path>`; null where the commit has no such text. */
  readonly files: Lru<{ readonly file: FileText | null }>;
  /** GraphQL's ids of things by what REST calls them, see `nodes.ts`. */
  readonly nodes: Lru<string>;
  /** Ways of this server that turned out not to work, so that they are tried once only. */
  readonly closed: Set<"graphql" | "parents">;
  /** One fetch for everybody who asks for the same at once; what never changes is kept by the caller. */
  readonly joined: <T>(name: string, fetch: () => Promise<T>) => Promise<T>;
  /** Answers that hold for a while. Who asks while it is fetched gets the same answer. */
  readonly brief: <T>(name: string, ttl: number, fetch: () => Promise<T>) => Promise<T>;
  /** Drops where a branch is, or all of them: call it when a push is heard of. */
  readonly forget: (branch?: string) => void;
  /** Notes where a commit of ours brought a branch, so that nobody needs to ask. */
  readonly move: (branch: string, sha: string, tree: string) => void;
  /** The number or id made for a key a short while ago: lists may not show it yet. */
  readonly made: (key: string) => number | undefined;
  readonly remember: (key: string, made: number) => void;
  readonly unmake: (key: string) => void;
  /** Notes that a creation went unanswered. */
  readonly doubt: (key: string) => void;
  /** Whether a list may still be too old to show what an unanswered creation made. */
  readonly doubtful: (key: string) => boolean;
  /** Throws a retryable `HostError` while a list may still be too old to show what an unanswered creation made. */
  readonly settled: (key: string) => void;
}

export interface MemoryOptions {
  readonly now?: () => number;
  /** Milliseconds for which a made thing is remembered. */
  readonly keep?: number;
  /** Milliseconds after which a list is trusted to show what was made before: GitHub's lists lag by up to 30 s. */
  readonly lag?: number;
  /** Seconds for which this process may claim what only one may do at a time. Default `claimSeconds`. */
  readonly claim?: number;
}

const maxKeys = 10_000;

/** The name under which `brief` keeps where a branch is. */
export function branchPlace(branch: string): string {
  return `branch ${branch}`;
}

/** The name under which `made` keeps the pull request that this process opened from a branch. */
export function pullFrom(branch: string): string {
  return `pull from ${branch}`;
}

export function newMemory(options: MemoryOptions = {}): Memory {
  const { now = Date.now, keep = 600_000, lag = 30_000, claim = claimSeconds } = options;
  const made = new Map<string, { readonly value: number; readonly at: number }>();
  const doubts = new Map<string, number>();
  const brief = new Map<string, { readonly value: unknown; readonly until: number }>();
  const fetching = new Map<string, Promise<unknown>>();
  let age = 0;
  const doubtedFor = (key: string): number => (doubts.get(key) ?? Number.NEGATIVE_INFINITY) + lag - now();
  const joined = <T>(name: string, fetch: () => Promise<T>): Promise<T> => {
    const begun = fetching.get(name) as Promise<T> | undefined;
    if (begun) return begun;
    const fetched = fetch().finally(() => fetching.delete(name));
    fetching.set(name, fetched);
    return fetched;
  };
  return {
    worker: { name: randomBytes(6).toString("hex"), claim },
    lacks: new Set(),
    guarded: new Set(),
    trees: lru(200_000, (tree) => tree.entries.length + 1),
    blobs: lru(32_000_000, (text) => text.length * 2 + 100),
    treeOfCommit: lru(10_000),
    files: lru(32_000_000, ({ file }) => (file?.text.length ?? 0) * 2 + 200),
    nodes: lru(50_000),
    closed: new Set(),
    joined,
    brief: <T>(name: string, ttl: number, fetch: () => Promise<T>): Promise<T> => {
      const known = brief.get(name);
      if (known && known.until > now()) return Promise.resolve(known.value as T);
      const asked = now();
      const begun = age;
      return joined(`${begun} ${name}`, async () => {
        const value = await fetch();
        // What was asked before a change was heard of may be from before that change.
        if (ttl > 0 && begun === age) brief.set(name, { value, until: asked + ttl });
        return value;
      });
    },
    forget: (branch) => {
      age += 1;
      for (const name of brief.keys()) {
        if (branch === undefined ? name.startsWith(branchPlace("")) : name === branchPlace(branch)) brief.delete(name);
      }
    },
    move: (branch, sha, tree) => {
      age += 1;
      const known = brief.get(branchPlace(branch));
      if (known?.value)
        brief.set(branchPlace(branch), { ...known, value: { ...known.value, sha, tree, committedAt: undefined } });
    },
    made: (key) => {
      const known = made.get(key);
      return known && known.at + keep > now() ? known.value : undefined;
    },
    remember: (key, value) => {
      doubts.delete(key);
      made.delete(key);
      made.set(key, { value, at: now() });
      bound(made);
    },
    unmake: (key) => void made.delete(key),
    doubt: (key) => {
      doubts.set(key, now());
      bound(doubts);
    },
    doubtful: (key) => doubtedFor(key) > 0,
    settled: (key) => {
      const wait = doubtedFor(key);
      if (wait <= 0) return;
      const facts = { status: 0, retryable: true, retryAfter: wait };
      throw new HostError(`Unexpected second try of ${key}, expected a look at what the unanswered one made`, facts);
    },
  };
}

function bound(map: Map<string, unknown>): void {
  for (const oldest of map.keys()) {
    if (map.size <= maxKeys) return;
    map.delete(oldest);
  }
}
