import type { Finding } from "./finding.ts";
import type { Key } from "./key.ts";
import type { Instant } from "./time.ts";
import type { Capability } from "./world.ts";

/**
 * A change of one file. `before` is the text that the plan was made from (null: the file was absent); a host refuses
 * with `StaleError` when it is no longer there. `after` null deletes.
 */
export interface FileChange {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Every write that Gitcident knows, as data. */
export interface Effects {
  /** Makes a branch at a commit. `StaleError` when it exists. */
  readonly branch: { readonly name: string; readonly from: string };
  /** Deletes a branch of ours, when it is still at a commit. Gone already is done. */
  readonly "drop-branch": { readonly name: string; readonly at: string };
  /**
   * One commit. With `parent`, the branch must still be at that commit; without, only the files are compared. With
   * `onto`, a commit of another branch, the result is that commit's tree with the files changed, and merges it:
   * `before` is compared there.
   */
  readonly commit: {
    readonly branch: string;
    readonly parent?: string;
    readonly onto?: string;
    readonly message: string;
    readonly files: readonly FileChange[];
  };
  /** `StaleError` when an open pull request from `head` exists. */
  readonly "open-pull": {
    readonly head: string;
    readonly base: string;
    readonly title: string;
    readonly body: string;
    readonly draft: boolean;
  };
  readonly "edit-pull": {
    readonly number: number;
    readonly title?: string;
    readonly body?: string;
    readonly state?: "open" | "closed";
  };
  /** Makes a draft ready, or a draft again. GraphQL only, hence a nicety of the server. */
  readonly ready: { readonly number: number; readonly node: string; readonly draft?: true };
  readonly reviewers: { readonly pull: number; readonly users: readonly string[]; readonly teams: readonly string[] };
  /**
   * The key's marker is already in `body`. A host that remembers having made the key returns the same issue. With `until`
   * the loop throws `StaleError` from that time on instead of opening it: the claim to do so has run out.
   */
  readonly "open-issue": {
    readonly key: Key;
    readonly title: string;
    readonly body: string;
    readonly labels: readonly string[];
    readonly assignees: readonly string[];
    /** The issue that it belongs to; where the server has sub-issues it becomes one. */
    readonly parent?: number;
    readonly until?: Instant;
  };
  /** `labels` and `assignees` are the whole new list. */
  readonly "edit-issue": {
    readonly number: number;
    readonly title?: string;
    readonly body?: string;
    readonly labels?: readonly string[];
    readonly assignees?: readonly string[];
    readonly state?: "open" | "closed";
    readonly reason?: "completed" | "not_planned" | "reopened";
  };
  readonly "make-label": { readonly name: string; readonly color: string; readonly description: string };
  /**
   * Lets one worker alone make something from `at` to `until`. `HeldError` while another worker's claim of the name holds;
   * one that ran out is taken over. It stays after what it was for, so that who looked too early is refused as well.
   */
  readonly claim: {
    readonly name: string;
    readonly worker: string;
    readonly at: Instant;
    readonly until: Instant;
    /** A tree of the repository: a claim is a commit, which needs one. */
    readonly tree: string;
  };
  /** Deletes a claim. Gone already is done. */
  readonly "drop-claim": { readonly name: string };
  /** Made when `id` is null, else updated. The key's marker is already in `body`. `until`: see `open-issue`. */
  readonly comment: {
    readonly key: Key;
    readonly on: number;
    readonly id: number | null;
    readonly body: string;
    readonly until?: Instant;
  };
  /** Deletes a comment of ours that another worker made at the same moment. Gone already is done. */
  readonly "drop-comment": { readonly id: number };
  /**
   * One review with a comment on each place. Each comment's key is in its body. `StaleError` when the head moved. `until`:
   * see `open-issue`.
   */
  readonly review: {
    readonly pull: number;
    readonly sha: string;
    readonly comments: readonly {
      readonly key: Key;
      readonly path: string;
      readonly first: number;
      readonly last: number;
      readonly body: string;
    }[];
    readonly until?: Instant;
  };
  /** Deletes a comment of ours on lines of a pull request. Gone already is done. */
  readonly "drop-review-comment": { readonly id: number };
  readonly react: { readonly comment: number; readonly with: "rocket" | "confused" };
  /** Made when `id` is null, else updated. Findings become annotations, 50 a request. */
  readonly check: {
    readonly sha: string;
    readonly name: string;
    readonly id: number | null;
    readonly conclusion: "success" | "failure" | "neutral";
    readonly title: string;
    readonly summary: string;
    readonly findings: readonly Finding[];
    /** Buttons below it, at most three; what they are called is for people, the identifier comes back when one is pressed. */
    readonly buttons?: readonly { readonly label: string; readonly says: string; readonly identifier: string }[];
  };
}

export type EffectKind = keyof Effects;
export type Effect<K extends EffectKind = EffectKind> = { [P in K]: { readonly kind: P } & Effects[P] }[K];

/** What came of an effect. `lacks`: the server has no such thing, the flow goes on without. `note`: what of it was left out. */
export type Receipt =
  | {
      readonly done: true;
      readonly number?: number;
      readonly id?: number;
      readonly sha?: string;
      readonly note?: string;
    }
  | { readonly done: false; readonly lacks: Capability; readonly note: string };

/** The writing half of a host: one function for each kind of effect, each safe to repeat after a look. */
export type Sink = { readonly [K in EffectKind]: (effect: Effect<K>) => Promise<Receipt> };

/** Effects in the order in which they are applied, and why other things were not done. */
export interface Plan {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
  /** True when applying the effects leaves nothing to do, so that nobody needs to look again. The laws prove it. */
  readonly settles: boolean;
  /** Seconds after which to look again: until then another process does what is left. */
  readonly again?: number;
}
