import { safeInline } from "../../markdown/safe-text.ts";
import type { Effect } from "../../model/effect.ts";
import type { IncidentFields } from "../../model/fields.ts";
import { keyIn, withKey } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import type { ItemStep } from "./follow-item.ts";

const key = "actions";

/** Where the server has no sub-issues: the incident's action items as a task list in a comment of its issue. */
export function taskList(
  fields: IncidentFields,
  steps: readonly ItemStep[],
  observation: ArchiveObservation,
): readonly Effect[] {
  const comments = fields.issue === undefined ? undefined : observation.comments[fields.issue];
  const linked = steps.filter(({ number }) => number !== undefined);
  if (!comments || fields.issue === undefined || linked.length === 0) return [];
  const lines = linked.map(({ item, number }) => `- [${item.done ? "x" : " "}] #${number} ${safeInline(item.text)}`);
  const body = withKey(key, `**Action items**\n\n${lines.join("\n")}`);
  const said = comments.find(
    (comment) => comment.author.login === observation.repository.self && keyIn(comment.body) === key,
  );
  return said?.body.trim() === body.trim()
    ? []
    : [{ kind: "comment", key, on: fields.issue, id: said?.id ?? null, body }];
}
