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
  | { readonly kind: "archive" }
  | { readonly kind: "reminders" };

export type TargetOf<K extends Target["kind"]> = Extract<Target, { kind: K }>;

/** One string per target, so that a queue can merge bursts and keep one worker per incident. */
export function nameOf(target: Target): string {
  if (target.kind === "incident") return `incident/${target.issue}`;
  if (target.kind === "pull") return `pull/${target.number}`;
  return target.kind;
}
