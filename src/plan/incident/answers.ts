import type { Happening } from "../../model/cursor.ts";
import { type Key, keyIn } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { addMinutes } from "../../model/time.ts";
import { happeningsOf } from "./inbox.ts";

/** The most comments on what an issue is asked within a minute: a program that answers ours must not go on for ever. */
const mostAnswers = 3;

/**
 * The comment that what is told with a key about a happening is written into, because its minute has its share; undefined:
 * it gets one of its own. Ask in the order of time.
 */
export type Answering = (asked: Happening, key: Key) => Key | undefined;

/**
 * Counts by when it was asked, not by when we answer, so that late, early and repeated looks come to the same. What was
 * answered already counts first.
 */
export function answering(observation: IncidentObservation): Answering {
  const { comments, repository } = observation;
  const keys = new Set(comments.flatMap(({ author, body }) => (author.login === repository.self ? keyIn(body) : [])));
  const answered = happeningsOf(observation).flatMap((one) =>
    keysOf(one).flatMap((key) => (keys.has(key) ? { at: one.at, key } : [])),
  );
  return ({ at }, key) => {
    const since = addMinutes(at, -1);
    const near = answered.filter((one) => one.at > since && one.at <= at);
    const last = near.at(-1);
    if (near.length >= mostAnswers && last) return last.key;
    answered.push({ at, key });
    return undefined;
  };
}

/** What is told of a happening: the answer, the remark, the secrets that were masked. Comments go by their number alone but in remarks. */
function keysOf({ id }: Happening): readonly Key[] {
  const name = id.replace(/^c/, "");
  return [`reply:${name}`, `note:${id}`, `masked:${name}`];
}
