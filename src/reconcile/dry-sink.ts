import type { Effect, Receipt, Sink } from "../model/effect.ts";

/** A sink that writes nothing: every effect lands in `effects`, in its order. One pass is all that makes sense with it. */
export function drySink(): { readonly sink: Sink; readonly effects: readonly Effect[] } {
  const effects: Effect[] = [];
  const record = async (effect: Effect): Promise<Receipt> => {
    effects.push(effect);
    return { done: true };
  };
  const sink: Sink = {
    branch: record,
    "drop-branch": record,
    commit: record,
    "open-pull": record,
    "edit-pull": record,
    ready: record,
    reviewers: record,
    "open-issue": record,
    "edit-issue": record,
    "make-label": record,
    claim: record,
    "drop-claim": record,
    comment: record,
    "drop-comment": record,
    review: record,
    "drop-review-comment": record,
    react: record,
    check: record,
  };
  return { sink, effects };
}
