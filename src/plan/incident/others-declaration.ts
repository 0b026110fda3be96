import { patience } from "../../model/claim.ts";
import { summaryKey } from "../../model/key.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { msOf } from "../../model/time.ts";
import { commentClaim } from "../claim-first.ts";
import { ownComment } from "./own-comment.ts";

const trailer = "Gitcident-Worker: ";

/** The message of the commit that brings a record. Who landed it says the rest, and knows it again after a lost answer. */
export function withWorker(message: string, { repository }: Pick<IncidentObservation, "repository">): string {
  return `${message}\n\n${trailer}${repository.worker.name}`;
}

/**
 * Seconds for which what is said at a declaration is left to the process that landed the record; undefined where it is
 * said, or has been owed for too long. A commit on top of the record's first only prolongs it.
 */
export function leftToOthers(observation: IncidentObservation): number | undefined {
  const { branch, now, repository } = observation;
  if (ownComment(observation, summaryKey) || branch?.committedAt === undefined) return undefined;
  if (branch.message?.endsWith(trailer + repository.worker.name)) return undefined;
  const seconds = commentClaim(observation);
  const age = (msOf(now) - msOf(branch.committedAt)) / 1000;
  // A commit from the future says nothing: some clock is wrong.
  return age < seconds && age > -seconds ? Math.min(patience, Math.ceil(seconds - age)) : undefined;
}
