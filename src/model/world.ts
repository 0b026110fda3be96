import type { Instant } from "./time.ts";

/** What GitHub (or a clone) shows, reduced to what Gitcident reads. Texts are raw and hostile. */

export interface User {
  readonly login: string;
  readonly bot: boolean;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  /** Web address without a trailing slash, e.g. `https://github.com/octo/shop`. */
  readonly url: string;
  /** Our own login, e.g. `gitcident[bot]`. */
  readonly self: string;
  /** What this server is known to lack: each costs a nicety, never a flow. */
  readonly lacks: readonly Capability[];
  /** Who looks: this process, among those that write as `self`. */
  readonly worker: Worker;
}

export interface Worker {
  /** No other process has it. */
  readonly name: string;
  /** Whole seconds for which it may claim what only one process may do at a time. */
  readonly claim: number;
}

export type Capability =
  | "reactions"
  | "ready-for-review"
  | "sub-issues"
  | "checks"
  /** Review comments with suggested changes. */
  | "reviews"
  /** Nobody hears when a button of a check run is pressed. */
  | "check-buttons"
  /** A clone has neither issues, with their comments and labels, nor pull requests. */
  | "issues"
  | "pull-requests";

export interface Issue {
  readonly number: number;
  /** The database id: sub-issues are named by it. */
  readonly id: number;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly stateReason: string | null;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
  readonly author: User;
  readonly comments: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
}

export interface Comment {
  readonly id: number;
  readonly author: User;
  readonly body: string;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** How many 🚀 and 😕 the comment has, by anybody; undefined where the server does not say. */
  readonly reactions: { readonly rocket: number; readonly confused: number } | undefined;
}

/** A change of an issue that was not a comment. Kinds that we do not read are left out by the host. */
export interface IssueEvent {
  readonly id: number;
  readonly actor: User;
  readonly createdAt: Instant;
  readonly change:
    | { readonly kind: "labeled" | "unlabeled"; readonly label: string }
    | { readonly kind: "renamed"; readonly from: string; readonly to: string }
    | { readonly kind: "assigned" | "unassigned"; readonly login: string }
    | { readonly kind: "closed"; readonly reason: string | null }
    | { readonly kind: "reopened" };
}

export interface Branch {
  readonly name: string;
  /** The commit's SHA. */
  readonly sha: string;
  readonly tree: string;
  readonly protected: boolean;
  /** When its commit was made; undefined where nobody told. The default branch's is told wherever it is read. */
  readonly committedAt?: Instant | undefined;
  /** Its commit's message, where it was told. */
  readonly message?: string | undefined;
}

export interface TreeEntry {
  readonly path: string;
  readonly sha: string;
  readonly size: number;
  /** `link` is a symbolic link, `module` a submodule: neither is ever followed. */
  readonly type: "file" | "link" | "module";
}

export interface FileText {
  readonly path: string;
  readonly text: string;
  readonly sha: string;
}

export interface Pull {
  readonly number: number;
  readonly node: string;
  readonly title: string;
  readonly body: string;
  readonly state: "open" | "closed";
  readonly merged: boolean;
  readonly draft: boolean;
  readonly head: { readonly branch: string; readonly sha: string; readonly fork: boolean };
  readonly base: { readonly branch: string; readonly sha: string };
  readonly author: User;
  readonly reviewers: readonly string[];
  /** How many comments its reviews have; undefined where the server does not say. */
  readonly reviewComments?: number | undefined;
}

/** A comment on lines of a pull request. */
export interface ReviewComment {
  readonly id: number;
  readonly author: User;
  readonly body: string;
  /** Whether the lines that it is about have changed since. */
  readonly outdated: boolean;
}

export interface ChangedFile {
  readonly path: string;
  readonly status: "added" | "modified" | "removed" | "renamed";
  readonly sha: string;
  /** First and last lines of what the diff shows of the file's new text; undefined where the server does not say. */
  readonly hunks?: readonly (readonly [first: number, last: number])[] | undefined;
}

export interface CheckRun {
  readonly id: number;
  readonly status: "completed" | "in_progress" | "queued";
  readonly conclusion: string | null;
  readonly title: string;
  readonly summary: string;
}

/** `write` and `admin` may command; `read` and `none` may talk. */
export type Permission = "admin" | "write" | "read" | "none";
