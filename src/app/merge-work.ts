import type { Target } from "../model/target.ts";
import type { Place } from "./place.ts";

/** A target to be brought into order. `urgent`: a person waits. */
export interface Work {
  readonly place: Place;
  readonly target: Target;
  readonly urgent: boolean;
}

/** Two requests for one target: whatever either of them asks for. */
export function mergeWork(waiting: Work, next: Work): Work {
  const { target } = waiting;
  const thorough = target.kind === "incident" && target.thorough === true;
  return {
    place: next.place,
    target: thorough ? target : next.target,
    urgent: waiting.urgent || next.urgent,
  };
}
