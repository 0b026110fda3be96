import type { Effect } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import { maskedKinds } from "../../model/masked.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import type { Comment, Issue } from "../../model/world.ts";
import { ownComment } from "./own-comment.ts";

/** Says that secrets in an issue's text were masked on their way into the record; once. */
export function sayMaskedIssue(observation: IncidentObservation, issue: Issue): readonly Effect[] {
  return sayMasked(
    observation,
    issue.number,
    "masked:issue",
    maskedKinds(`${issue.title}\n${issue.body}`),
    "this issue",
  );
}

/** The same for a comment whose command was taken. */
export function sayMaskedComment(observation: IncidentObservation, issue: Issue, comment: Comment): readonly Effect[] {
  const where = `[a comment](${observation.repository.url}/issues/${issue.number}#issuecomment-${comment.id})`;
  return sayMasked(observation, issue.number, `masked:${comment.id}`, maskedKinds(comment.body), where);
}

/** The same for a title that a person gave. */
export function sayMaskedTitle(
  observation: IncidentObservation,
  issue: Issue,
  title: string,
  happening: string,
): readonly Effect[] {
  return sayMasked(observation, issue.number, `masked:${happening}`, maskedKinds(title), "the title of this issue");
}

function sayMasked(
  observation: IncidentObservation,
  on: number,
  key: string,
  kinds: readonly string[],
  where: string,
): readonly Effect[] {
  if (kinds.length === 0 || ownComment(observation, key)) return [];
  const what = [...new Set(kinds)].join(", ");
  const body = `**Masked in the record: ${what}.** It still stands in ${where}, where everybody can read it. Revoke it now, then edit it out.`;
  return [{ kind: "comment", key, on, id: null, body: withKey(key, body) }];
}
