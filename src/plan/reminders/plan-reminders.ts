import type { Effect, Plan } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ReminderObservation } from "../../model/observation.ts";
import type { Comment, Issue } from "../../model/world.ts";
import { type Due, dueOnActionItem, dueOnIncident } from "../../reports/due.ts";
import { ownComment } from "../incident/own-comment.ts";

/** Says what is due, each thing once in its bucket of time. */
export function planReminders(observation: ReminderObservation): Plan {
  const { config, now } = observation;
  const effects = [
    ...observation.incidents.flatMap(({ issue, text, comments }) =>
      remind(observation, issue, comments, dueOnIncident(text, config, now)),
    ),
    ...observation.actionIssues.flatMap(({ issue, comments }) =>
      remind(observation, issue, comments, dueOnActionItem(issue, now)),
    ),
  ];
  return { effects, notes: [], settles: true };
}

function remind(
  { repository }: ReminderObservation,
  issue: Issue,
  comments: readonly Comment[],
  due: readonly Due[],
): readonly Effect[] {
  return due
    .filter(({ key }) => !ownComment({ repository, comments }, key))
    .map(({ key, says }) => ({ kind: "comment", key, on: issue.number, id: null, body: withKey(key, says) }));
}
