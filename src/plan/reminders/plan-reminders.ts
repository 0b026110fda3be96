import type { Effect, Plan } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ReminderObservation } from "../../model/observation.ts";
import type { Comment, Issue } from "../../model/world.ts";
import { type Due, dueOnActionItem, dueOnIncident } from "../../reports/due.ts";
import { ownComment } from "../incident/own-comment.ts";
import { dropClaims } from "./drop-claims.ts";

/**
 * Says what is due, each thing once in its bucket of time. At most as many at once as the brake lets through, those that
 * have waited longest first: the rest is said at the next look.
 */
export function planReminders(observation: ReminderObservation): Plan {
  const { config, now } = observation;
  const owed = [
    ...observation.incidents.flatMap(({ issue, text, comments }) =>
      unsaid(observation, issue, comments, dueOnIncident(text, config, now)),
    ),
    ...observation.actionIssues.flatMap(({ issue, comments }) =>
      unsaid(observation, issue, comments, dueOnActionItem(issue, now)),
    ),
  ].toSorted((a, b) => since(a).localeCompare(since(b)));
  const waits = owed.length - config.brake;
  const notes = waits > 0 ? [`${waits} reminders wait for the next look (\`brake\` in the config)`] : [];
  const old = dropClaims(observation);
  return { effects: [...owed.slice(0, config.brake), ...old.effects], notes, settles: old.all };
}

function unsaid(
  { repository }: ReminderObservation,
  issue: Issue,
  comments: readonly Comment[],
  due: readonly Due[],
): readonly Effect<"comment">[] {
  return due
    .filter(({ key }) => !ownComment({ repository, comments }, key))
    .map(({ key, says }) => ({ kind: "comment", key, on: issue.number, id: null, body: withKey(key, says) }));
}

/** When a reminder's bucket began: its key ends with that instant. */
const since = ({ key }: Effect<"comment">): string => key.slice(-"2025-01-15T02:30:00Z".length);
