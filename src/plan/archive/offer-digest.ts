import type { Effect } from "../../model/effect.ts";
import { keyIn, withKey } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { digestOf } from "../../reports/digest.ts";
import { digestKey, digestLabel, weekBefore } from "../../reports/digest-week.ts";
import type { Offered } from "./offer-stubs.ts";

/** Says last week's digest once, where the config wants it: in an issue of its own, or below the one that it names. */
export function offerDigest(observation: ArchiveObservation): Offered {
  const { digest, config, now, repository } = observation;
  if (!digest) return { effects: [], notes: [] };
  if (digest.issue === null && config.digest?.issue !== undefined)
    return { effects: [], notes: [`\`digest.issue\` names #${config.digest.issue}, which is not there`] };
  const week = weekBefore(now);
  const key = digestKey(week);
  const said = digest.said.filter(({ author, body }) => author.login === repository.self && keyIn(body) === key);
  if (said.length > 0) return { effects: said.slice(1).flatMap(takenBack), notes: [] };
  const { title, body } = digestOf(observation, week);
  const keyed = withKey(key, digest.issue ? `### ${title}\n\n${body}` : body);
  const effect: Effect = digest.issue
    ? { kind: "comment", key, on: digest.issue.number, id: null, body: keyed }
    : { kind: "open-issue", key, title, body: keyed, labels: [digestLabel], assignees: [] };
  return { effects: [effect], notes: [] };
}

/** Said twice by two workers at the same moment: the first stays. */
function takenBack(one: NonNullable<ArchiveObservation["digest"]>["said"][number]): readonly Effect[] {
  if (!("number" in one)) return [{ kind: "drop-comment", id: one.id }];
  return one.state === "open"
    ? [{ kind: "edit-issue", number: one.number, state: "closed", reason: "not_planned" }]
    : [];
}
