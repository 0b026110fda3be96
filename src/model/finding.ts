/** A place in a file: line and column count from 1, as editors and GitHub's annotations do. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** `error` blocks the merge, `warning` is advice. */
export type FindingSeverity = "error" | "warning";

/** Something that does not hold of a document, where it is and how to mend it. */
export interface Finding {
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly path: string;
  readonly place: Place;
  /** *Unexpected X, expected Y*, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
  /** The change that mends it, where a machine can make one. */
  readonly edit?: Edit;
}

/** Replaces what stands at a place of the same file. */
export interface Edit {
  readonly place: Place;
  readonly text: string;
}

export const fileStart: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The name of our check run: what a branch protection rule requires. */
export const checkName = "gitcident / post-mortem";
