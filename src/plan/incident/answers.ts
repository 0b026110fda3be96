import type { Happening } from "../../model/cursor.ts";
import { type Key, keyIn } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { addMinutes } from "../../model/time.ts";
import { happeningsOf } from "./inbox.ts";

/** The most answers to what an issue is asked within a minute: a program that answers ours must not go on for ever. */
const mostAnswers = 3;

/** The answer that a further one of its minute is written into; undefined: it gets one of its own. Ask in the order of time. */
export type Answering = (asked: Happening) => Key | undefined;

/**
 * Counts by when it was asked, not by when we answer, so that late, early and repeated looks come to the same. What was
 * answered already counts first.
 */
export function answering(observation: IncidentObservation): Answering {
  const { comments, repository } = observation;
  const keys = new Set(comments.flatMap(({ author, body }) => (author.login === repository.self ? keyIn(body) : [])));
  const answered = happeningsOf(observation).filter((one) => keys.has(keyOf(one)));
  return (asked) => {
    const since = addMinutes(asked.at, -1);
    const near = answered.filter(({ at }) => at > since && at <= asked.at);
    const last = near.at(-1);
    if (near.length >= mostAnswers && last) return keyOf(last);
    answered.push(asked);
    return undefined;
  };
}

/** Comments go by their number alone. */
const keyOf = ({ id }: Happening): Key => `reply:${id.replace(/^c/, "")}`;
