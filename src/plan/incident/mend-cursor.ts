import { type Cursor, isSound, overlapMinutes, printCursor } from "../../model/cursor.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { isOurWord } from "../../model/own-words.ts";
import { addMinutes, later } from "../../model/time.ts";
import type { Issue } from "../../model/world.ts";
import { happeningsOf, replyKey } from "./inbox.ts";
import { ownComment } from "./own-comment.ts";
import { type IncidentRecord, withField } from "./record.ts";

/**
 * The record with a cursor that can be ours. One that can't be read would let every command run again, one that lies in
 * the future would swallow all to come. What is consumed shows on the issue: we reacted to it, or answered it.
 */
export function mendCursor(record: IncidentRecord, observation: IncidentObservation, issue: Issue): IncidentRecord {
  if (isSound(record.fields.cursor, observation.now)) return record;
  return withField(record, "cursor", printCursor(shownBy(observation, issue)));
}

function shownBy(observation: IncidentObservation, issue: Issue): Cursor {
  const { comments, repository } = observation;
  const heeded = comments.filter(
    (comment) =>
      !comment.author.bot &&
      !isOurWord(comment, repository.self) &&
      ((comment.reactions?.rocket ?? 0) + (comment.reactions?.confused ?? 0) > 0 ||
        ownComment(observation, replyKey(comment.id))),
  );
  const at = heeded.reduce((newest, { createdAt }) => later(newest, createdAt), issue.createdAt);
  const ids = new Set(heeded.map(({ id }) => `c${id}`));
  const recent = happeningsOf(observation).filter((one) => one.at <= at && one.at >= addMinutes(at, -overlapMinutes));
  // Changes of the issue leave no trace of ours; those before the newest command were consumed with it.
  return { at, ids: recent.map(({ id }) => id).filter((id) => id.startsWith("e") || ids.has(id)) };
}
