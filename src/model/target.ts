import { mergeGroupOf } from "./merge-group.ts";

/**
 * What to bring into order. A target says where to look, never what happened: the same target may be
 * asked for once, twice or an hour late and the result is the same.
 */
export type Target =
  | {
      readonly kind: "incident";
      readonly issue: number;
      readonly thorough?: boolean;
      /** Probably not declared yet: what a declaration needs is read at once. Only a hint, the result is the same. */
      readonly fresh?: boolean;
    }
  | { readonly kind: "pull"; readonly number: number }
  /** What a merge queue would merge, by its branch: it may have to have the check as its pull requests do. */
  | { readonly kind: "merge-group"; readonly branch: string }
  | { readonly kind: "archive" }
  | { readonly kind: "reminders" };

export type TargetOf<K extends Target["kind"]> = Extract<Target, { kind: K }>;

/** One string per target, so that a queue can merge bursts and keep one worker per incident. */
export function nameOf(target: Target): string {
  if (target.kind === "incident") return `incident/${target.issue}`;
  if (target.kind === "pull") return `pull/${target.number}`;
  if (target.kind === "merge-group") {
    const { pull = 0, onto = "" } = mergeGroupOf(target.branch) ?? {};
    return `merge-group/${pull}-${onto}`;
  }
  return target.kind;
}
