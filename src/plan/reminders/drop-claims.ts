import type { Effect } from "../../model/effect.ts";
import type { ReminderObservation } from "../../model/observation.ts";
import { addMinutes } from "../../model/time.ts";
import { claimOf } from "../claim-first.ts";

/** Minutes that a claim stays after its end: whoever looks by then sees what was made under it. */
const kept = 10;
/** The most that are given back at once. */
const most = 20;

/** Claims whose comments are long there. Each is claimed before it is dropped, lest a process that died left its comment to one that takes the claim over now. */
export function dropClaims(observation: ReminderObservation): {
  readonly effects: readonly Effect[];
  /** Whether none is left. */
  readonly all: boolean;
} {
  const { claims, now } = observation;
  const old = claims.filter(({ until }) => until < addMinutes(now, -kept));
  const effects = old
    .slice(0, most)
    .flatMap(({ name }): readonly Effect[] => [claimOf(name, observation), { kind: "drop-claim", name }]);
  return { effects, all: old.length <= most };
}
