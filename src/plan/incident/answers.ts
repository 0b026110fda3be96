import { keyIn } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { addMinutes, type Instant } from "../../model/time.ts";
import { happeningsOf } from "./inbox.ts";

/** The most answers to what an issue is asked within a minute: a program that answers ours must not go on for ever. */
const mostAnswers = 3;

/** Whether something that was asked at a time is answered; says so to itself, so ask in the order of time. */
export type Answering = (at: Instant) => boolean;

/**
 * Counts by when it was asked, not by when we answer, so that late, early and repeated looks come to the same. What was
 * answered already counts first.
 */
export function answering(observation: IncidentObservation): Answering {
  const { comments, repository } = observation;
  const keys = new Set(comments.flatMap(({ author, body }) => (author.login === repository.self ? keyIn(body) : [])));
  const answered = happeningsOf(observation)
    .filter(({ id }) => keys.has(`reply:${id.replace(/^c/, "")}`))
    .map(({ at }) => at);
  return (at) => {
    const since = addMinutes(at, -1);
    if (answered.filter((one) => one > since && one <= at).length >= mostAnswers) return false;
    answered.push(at);
    return true;
  };
}
