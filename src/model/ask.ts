import type { Instant } from "./time.ts";
import type {
  Branch,
  ChangedFile,
  CheckRun,
  Comment,
  FileText,
  Issue,
  IssueEvent,
  Permission,
  Pull,
  Repository,
  ReviewComment,
  TreeEntry,
} from "./world.ts";

/**
 * Every read that Gitcident knows, as data. Looks are written as generators that yield asks, so what is read is
 * decided by pure code; a host answers one ask with one small function, and may answer several at once.
 * `null` and empty lists mean "it is not there"; a host that can't tell throws `HostError`.
 */
export interface Asks {
  readonly repository: { readonly ask: object; readonly answer: Repository };
  readonly issue: { readonly ask: { readonly number: number }; readonly answer: Issue | null };
  /** Issues (never pull requests) that have the label, oldest first. */
  readonly issues: {
    readonly ask: { readonly label: string; readonly state: "open" | "all"; readonly since?: Instant };
    readonly answer: readonly Issue[];
  };
  /** Comments of an issue, oldest first: all, those updated at or after `since`, or only the `first` hundred. */
  readonly comments: {
    readonly ask: { readonly issue: number; readonly since?: Instant; readonly first?: true };
    readonly answer: readonly Comment[];
  };
  readonly events: { readonly ask: { readonly issue: number }; readonly answer: readonly IssueEvent[] };
  readonly permission: { readonly ask: { readonly login: string }; readonly answer: Permission };
  readonly labels: { readonly ask: object; readonly answer: readonly string[] };
  readonly branch: { readonly ask: { readonly name: string }; readonly answer: Branch | null };
  /** The branches whose names begin with a prefix, with their commits. */
  readonly branches: {
    readonly ask: { readonly prefix: string };
    readonly answer: readonly { readonly name: string; readonly sha: string }[];
  };
  /** What was claimed, by the effect `claim`, and is not given back; what is none of ours is left out. */
  readonly claims: {
    readonly ask: object;
    readonly answer: readonly { readonly name: string; readonly until: Instant }[];
  };
  /** The whole tree under a tree's SHA. A host that gets it truncated walks it: a partial tree is never answered. */
  readonly tree: { readonly ask: { readonly sha: string }; readonly answer: readonly TreeEntry[] };
  /** A file as it is on a branch or commit now; null where it is absent, a link, or not a file. */
  readonly file: { readonly ask: { readonly ref: string; readonly path: string }; readonly answer: FileText | null };
  /** The config file of another repository of the same owner, e.g. `.github`; null where we can't read it. */
  readonly "shared-config": { readonly ask: { readonly repository: string }; readonly answer: string | null };
  /** A blob's text by its SHA; null where it is over `maxFileBytes` or not UTF-8. */
  readonly blob: { readonly ask: { readonly sha: string }; readonly answer: string | null };
  readonly pull: { readonly ask: { readonly number: number }; readonly answer: Pull | null };
  /** Pull requests from a branch of this repository, every state, newest first. */
  readonly pulls: { readonly ask: { readonly head: string }; readonly answer: readonly Pull[] };
  /** Every open pull request, newest first. */
  readonly "open-pulls": { readonly ask: object; readonly answer: readonly Pull[] };
  /** The comments on a pull request's lines, oldest first. */
  readonly "review-comments": { readonly ask: { readonly pull: number }; readonly answer: readonly ReviewComment[] };
  /** Logins of those whose newest review approves a pull request at a commit; null where nobody can tell. */
  readonly approvals: {
    readonly ask: { readonly pull: number; readonly sha: string };
    readonly answer: readonly string[] | null;
  };
  /** Logins of the members of a team of the repository's owner; null where there is none, or where we may not know. */
  readonly team: { readonly ask: { readonly slug: string }; readonly answer: readonly string[] | null };
  /** The state of an issue or pull request of this repository; null where we may not know. */
  readonly "issue-state": {
    readonly ask: { readonly number: number };
    readonly answer: "open" | "closed" | "nothing" | null;
  };
  /** Logins of everybody who may be assigned issues; null where they are too many to list, or where nobody can tell. */
  readonly people: { readonly ask: object; readonly answer: readonly string[] | null };
  readonly changes: {
    readonly ask: { readonly base: string; readonly head: string };
    readonly answer: readonly ChangedFile[];
  };
  /** Our newest check run of a name on a commit. */
  readonly check: { readonly ask: { readonly sha: string; readonly name: string }; readonly answer: CheckRun | null };
}

export type AskKind = keyof Asks;
export type Ask<K extends AskKind = AskKind> = { [P in K]: { readonly kind: P } & Asks[P]["ask"] }[K];
export type Answer<K extends AskKind> = Asks[K]["answer"];

/** The reading half of a host: one function for each kind of ask. */
export type Source = { readonly [K in AskKind]: (ask: Ask<K>) => Promise<Answer<K>> };

/** A look: yields asks, is sent their answers, returns what it saw. Pure, and the same for every host. */
export type Look<T> = Generator<readonly Ask[], T, readonly unknown[]>;

/** Yields one ask and returns its answer. */
export function* ask<K extends AskKind>(one: Ask<K> & { readonly kind: K }): Look<Answer<K>> {
  const answers = yield [one as Ask];
  return answers[0] as Answer<K>;
}

/** Yields several asks at once, so that a host can answer them together, and returns their answers in order. */
export function* askAll<const A extends readonly Ask[]>(
  asks: A,
): Look<{ -readonly [I in keyof A]: Answer<A[I]["kind"]> }> {
  const answers = asks.length > 0 ? yield asks : [];
  return answers as { -readonly [I in keyof A]: Answer<A[I]["kind"]> };
}

/** The largest file that is read as text. Anything larger is named in a finding, never parsed. */
export const maxFileBytes = 1_048_576;
