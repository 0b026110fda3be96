import { createHash } from "node:crypto";
import { blobSha } from "../../src/host/blob-sha.ts";
import type { Claim } from "../../src/model/claim.ts";
import type { Finding } from "../../src/model/finding.ts";
import { type Instant, instantOf, msOf } from "../../src/model/time.ts";
import type {
  Capability,
  CheckRun,
  Comment,
  Issue,
  IssueEvent,
  Permission,
  Pull,
  User,
} from "../../src/model/world.ts";

type Open<T> = { -readonly [K in keyof T]: T[K] };
export type Files = ReadonlyMap<string, string>;
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly files: Files;
  readonly message: string;
  readonly author: string;
  readonly at: Instant;
}

/** A comment on lines of a pull request, with the text of the lines when it was made. */
interface WorldReviewComment {
  readonly id: number;
  readonly pull: number;
  readonly author: User;
  readonly body: string;
  readonly path: string;
  readonly lines: string;
}

/** A whole GitHub repository as plain values. Nothing moves by itself: not even the clock. */
export interface World {
  now: number;
  readonly self: string;
  readonly issues: Map<number, Open<Issue>>;
  readonly comments: Map<number, Open<Comment> & { readonly issue: number; readonly reacted: Set<string> }>;
  readonly events: (IssueEvent & { readonly issue: number })[];
  readonly parents: Map<number, number>;
  readonly commits: Map<string, Commit>;
  readonly branches: Map<string, string>;
  readonly protected: Set<string>;
  /** Who alone may make something, by its name. */
  readonly claims: Map<string, Claim>;
  readonly trees: Map<string, Files>;
  readonly blobs: Map<string, string>;
  readonly pulls: Map<number, Open<Pull>>;
  readonly checks: Map<number, Open<CheckRun> & { readonly sha: string; readonly name: string; findings: Finding[] }>;
  readonly reviewComments: Map<number, WorldReviewComment>;
  /** Approving reviews by pull request. */
  readonly approvals: Map<number, readonly { readonly login: string; readonly sha: string }[]>;
  /** Members of the owner's teams, by slug; a team that is not there is one that we may not know of. */
  readonly teams: Map<string, readonly string[]>;
  readonly labels: Set<string>;
  readonly permissions: Map<string, Permission>;
  readonly lacks: Set<Capability>;
  /** Config texts of the owner's other repositories, by name. */
  readonly sharedConfigs: Map<string, string>;
  readonly next: Record<"issue" | "comment" | "event" | "commit" | "check" | "review" | "worker", number>;
}

/** A repository whose `main` holds `files`. `self` is who the host acts as. */
export function newWorld(given: { files?: Record<string, string>; now?: Instant; self?: string } = {}): World {
  const world: World = {
    now: msOf(given.now ?? "2025-01-15T02:30:00Z"),
    self: given.self ?? "gitcident[bot]",
    issues: new Map(),
    comments: new Map(),
    events: [],
    parents: new Map(),
    commits: new Map(),
    branches: new Map(),
    protected: new Set(),
    claims: new Map(),
    trees: new Map(),
    blobs: new Map(),
    pulls: new Map(),
    checks: new Map(),
    reviewComments: new Map(),
    approvals: new Map(),
    teams: new Map(),
    labels: new Set(),
    permissions: new Map(),
    lacks: new Set(),
    sharedConfigs: new Map(),
    next: { issue: 1, comment: 2001, event: 70_001, commit: 1, check: 301, review: 901, worker: 1 },
  };
  const files = Object.entries(given.files ?? {}).map(([path, after]) => ({ path, after }));
  commit(world, world.self, { branch: "main", message: "Start", files });
  return world;
}

export function clockOf(world: World): Instant {
  return instantOf(world.now);
}

export function pass(world: World, seconds: number): void {
  world.now += seconds * 1000;
}

export function userOf(login: string): User {
  return { login, bot: login.endsWith("[bot]") };
}

/** GitHub assigns and asks only people with access to the repository. */
export function hasAccess(world: World, login: string): boolean {
  return (world.permissions.get(login) ?? "none") !== "none";
}

/** The commit of a branch name or SHA. */
export function commitOf(world: World, ref: string): Commit | undefined {
  return world.commits.get(world.branches.get(ref) ?? ref);
}

/**
 * Adds a commit to a branch, which its open pull requests follow, and returns its SHA. The files are changed from what
 * they are in `on`, else in the branch; null deletes. `merges`, else `on`, becomes a second parent.
 */
export function commit(
  world: World,
  author: string,
  given: {
    readonly branch: string;
    readonly message: string;
    readonly files: readonly { readonly path: string; readonly after: string | null }[];
    readonly on?: Commit;
    readonly merges?: string;
  },
): string {
  const { branch, message, on = commitOf(world, branch), merges = on?.sha } = given;
  const files = new Map(on?.files);
  for (const { path, after } of given.files) after === null ? files.delete(path) : files.set(path, after);
  const parents = [...new Set([world.branches.get(branch), merges])].filter((one) => one !== undefined);
  const sha = (world.next.commit++).toString(16).padStart(40, "0");
  world.commits.set(sha, { sha, parents, files, message, author, at: clockOf(world) });
  moveBranch(world, branch, sha);
  return sha;
}

export function moveBranch(world: World, branch: string, sha: string): void {
  world.branches.set(branch, sha);
  for (const pull of world.pulls.values()) {
    if (pull.state !== "open") continue;
    if (pull.head.branch === branch) pull.head = { ...pull.head, sha };
    if (pull.base.branch === branch) pull.base = { ...pull.base, sha };
  }
}

const treeShas = new WeakMap<Files, string>();

/** The SHA of a tree, by what it holds; its blobs and itself are found by their SHAs from then on. */
export function treeOf(world: World, files: Files): string {
  const known = treeShas.get(files);
  if (known !== undefined && world.trees.has(known)) return known;
  const hash = createHash("sha1");
  for (const path of [...files.keys()].sort()) {
    hash.update(`${path}\0${blobOf(world, files.get(path) as string)}\n`);
  }
  const sha = hash.digest("hex");
  world.trees.set(sha, files);
  treeShas.set(files, sha);
  return sha;
}

/** The SHA of a text, which is found by it from then on. */
export function blobOf(world: World, text: string): string {
  const sha = blobSha(text);
  world.blobs.set(sha, text);
  return sha;
}

/** The newest commit that both have, walking every parent. */
export function mergeBase(world: World, a: string, b: string): Commit | undefined {
  const ours = ancestry(world, a);
  return [...ancestry(world, b)].find((one) => ours.has(one));
}

function ancestry(world: World, sha: string): Set<Commit> {
  const seen = new Set<Commit>();
  const queue = [sha];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const one = world.commits.get(next);
    if (!one || seen.has(one)) continue;
    seen.add(one);
    queue.push(...one.parents);
  }
  return seen;
}

/** Paths whose text differs, sorted. */
export function differing(before: Files, after: Files): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
