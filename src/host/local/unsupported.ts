import type { Effect, EffectKind, Receipt, Sink } from "../../model/effect.ts";
import type { Capability } from "../../model/world.ts";

/** Effects that a clone has. All others need a GitHub. */
export const localEffects = ["branch", "drop-branch", "commit"] as const satisfies readonly EffectKind[];
type Lacking = Exclude<EffectKind, (typeof localEffects)[number]>;

interface Row<K extends EffectKind> {
  readonly lacks: Capability;
  /** How a person does it. */
  readonly by: (effect: Effect<K>) => string;
}

const rows: { readonly [K in Lacking]: Row<K> } = {
  "open-pull": {
    lacks: "pull-requests",
    by: ({ head, base, title }) =>
      `push the branch (\`git push -u origin ${head}\`) and open a pull request from ${head} to ${base} called ${quoted(title)}`,
  },
  "edit-pull": { lacks: "pull-requests", by: ({ number }) => `edit pull request #${number} on its page` },
  ready: {
    lacks: "ready-for-review",
    by: ({ number, draft }) => `press "${draft ? "Convert to draft" : "Ready for review"}" on pull request #${number}`,
  },
  reviewers: {
    lacks: "pull-requests",
    by: ({ pull, users, teams }) => `ask ${[...users, ...teams].join(", ")} to review pull request #${pull}`,
  },
  "open-issue": { lacks: "issues", by: ({ title }) => `open an issue called ${quoted(title)}` },
  "edit-issue": {
    lacks: "issues",
    by: ({ number, labels, state, assignees }) => {
      const to = [
        ...(labels ? [`labels ${labels.join(", ")}`] : []),
        ...(assignees ? [`assignees ${assignees.join(", ") || "nobody"}`] : []),
        ...(state ? [state] : []),
      ];
      return `edit issue #${number}${to.length > 0 ? `: ${to.join("; ")}` : ""}`;
    },
  },
  "make-label": { lacks: "issues", by: ({ name }) => `make the label ${quoted(name)} on the repository's labels page` },
  claim: { lacks: "issues", by: () => "go on: nobody else writes to it" },
  "drop-claim": { lacks: "issues", by: ({ name }) => `delete refs/gitcident/${name}` },
  comment: { lacks: "issues", by: ({ on }) => `comment on issue #${on}` },
  "drop-comment": { lacks: "issues", by: ({ id }) => `delete comment ${id}` },
  review: { lacks: "reviews", by: ({ pull }) => `mend on pull request #${pull} what \`npx gitcident check\` finds` },
  "drop-review-comment": { lacks: "reviews", by: ({ id }) => `delete review comment ${id}` },
  react: { lacks: "reactions", by: ({ comment }) => `react to comment ${comment}` },
  check: {
    lacks: "checks",
    by: () => "run `npx gitcident check` on the branch, or push it and let the workflow check it",
  },
};

const quoted = (text: string): string => JSON.stringify(text.replaceAll(/\s+/g, " ").slice(0, 200));

/** What a clone has no place for: nothing is done, and the receipt says how a person does it. */
export function unsupportedSink(): Pick<Sink, Lacking> {
  const refusals = Object.entries(rows).map(([kind, row]) => [
    kind,
    async (effect: Effect): Promise<Receipt> => {
      const { lacks, by } = row as Row<EffectKind>;
      return { done: false, lacks, note: `unsupported ${kind}: a clone has none; ${by(effect)}` };
    },
  ]);
  return Object.fromEntries(refusals);
}
