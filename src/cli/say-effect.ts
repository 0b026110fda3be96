import type { Effect, EffectKind } from "../model/effect.ts";
import { plain } from "./plain.ts";

const rows: { readonly [K in EffectKind]: (effect: Effect<K>) => string } = {
  branch: ({ name, from }) => `make branch ${name} at ${from.slice(0, 9)}`,
  "drop-branch": ({ name, at }) => `delete branch ${name} at ${at.slice(0, 9)}`,
  commit: ({ branch, message, files }) =>
    `commit to ${branch}: ${firstLine(message)} (${files.map(({ path, after }) => `${after === null ? "without " : ""}${path}`).join(", ")})`,
  "open-pull": ({ head, base, title, draft }) =>
    `open ${draft ? "draft " : ""}pull request from ${head} to ${base}: ${title}`,
  "edit-pull": ({ number, title, state }) =>
    `edit pull request #${number}${title === undefined ? "" : `: ${title}`}${state ? ` (${state})` : ""}`,
  ready: ({ number, draft }) => `make pull request #${number} ${draft ? "a draft again" : "ready for review"}`,
  reviewers: ({ pull, users, teams }) => `ask ${[...users, ...teams].join(", ")} to review pull request #${pull}`,
  "open-issue": ({ title, labels }) => `open issue: ${title}${labels.length > 0 ? ` [${labels.join(", ")}]` : ""}`,
  "edit-issue": ({ number, title, labels, assignees, state }) => {
    const parts = [
      ...(title === undefined ? [] : [`title ${JSON.stringify(title)}`]),
      ...(labels ? [`labels ${labels.join(", ") || "none"}`] : []),
      ...(assignees ? [`assignees ${assignees.join(", ") || "nobody"}`] : []),
      ...(state ? [state] : []),
    ];
    return `edit issue #${number}${parts.length > 0 ? `: ${parts.join("; ")}` : ""}`;
  },
  "make-label": ({ name }) => `make label ${name}`,
  claim: ({ name, until }) => `claim ${name} until ${until}`,
  "drop-claim": ({ name }) => `give the claim of ${name} back`,
  comment: ({ on, id, body }) => `${id === null ? "comment on" : "update a comment of"} #${on}: ${firstLine(body)}`,
  "drop-comment": ({ id }) => `delete our comment ${id}`,
  review: ({ pull, comments }) => `suggest ${comments.length} changes on pull request #${pull}`,
  "drop-review-comment": ({ id }) => `delete our suggested change ${id}`,
  react: ({ comment, with: reaction }) => `react to comment ${comment} with ${reaction}`,
  check: ({ sha, conclusion, title }) => `check run on ${sha.slice(0, 9)}: ${conclusion}, ${title}`,
};

/** One line for a person: what an effect does. */
export function sayEffect(effect: Effect): string {
  return plain((rows[effect.kind] as (effect: Effect) => string)(effect));
}

function firstLine(text: string): string {
  const line = text.trimStart().split("\n", 1)[0] ?? "";
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
