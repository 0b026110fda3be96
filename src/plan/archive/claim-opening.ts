import { type Claim, claimFile, printClaim, readClaim } from "../../model/claim.ts";
import type { Effect, FileChange } from "../../model/effect.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { addSeconds, msOf } from "../../model/time.ts";

/** Issues to open, and the change of the claim's file that must be landed before. */
export interface Opening {
  readonly effects: readonly Effect[];
  readonly files: readonly FileChange[];
  /** Seconds after which to look again, where lists seem not to show yet what this worker has opened. */
  readonly again?: number;
}

/** Seconds between two looks at what another worker is doing: it is done long before its claim runs out, unless it died. */
const patience = 10;
/** Seconds that a list is given to show what was opened. */
const listed = 2;

/** Seconds after which to look again because another worker opens issues; undefined where none does. */
export function claimedFor(observation: ArchiveObservation): number | undefined {
  const { now, repository } = observation;
  const others = claims(observation).filter(({ worker }) => worker !== repository.worker.name);
  const ends = others.map(({ until }) => (msOf(until) - msOf(now)) / 1000);
  return ends.length > 0 ? Math.min(patience, ...ends) : undefined;
}

/**
 * Lets issues be opened under a claim of this worker only, in its first half: the second is for answers on their way, and for
 * lists that lag. Without issues to open the claim is given back.
 */
export function claimOpening(observation: ArchiveObservation, effects: readonly Effect[]): Opening {
  const { config, now, repository, reports } = observation;
  const path = `${config.reports}/${claimFile}`;
  const before = reports[path] ?? null;
  const opens = effects.some(({ kind }) => kind === "open-issue") && !repository.lacks.includes("issues");
  if (!opens) return { effects, files: [{ path, before, after: null }] };
  const { name: worker, claim: seconds } = repository.worker;
  const half = Math.ceil(seconds / 2);
  const held = claims(observation).find((one) => one.worker === worker && addSeconds(now, half) < one.until);
  const claim = held ?? { worker, until: addSeconds(now, seconds) };
  const until = addSeconds(claim.until, -half);
  return {
    effects: effects.map((effect) => (effect.kind === "open-issue" ? { ...effect, until } : effect)),
    files: [{ path, before, after: printClaim(claim) }],
    ...(held && { again: listed }),
  };
}

/** The claims that hold, where they are landed directly and where they wait in the rolling pull request. */
function claims({ config, now, reports, rolling }: ArchiveObservation): readonly Claim[] {
  const path = `${config.reports}/${claimFile}`;
  return [reports[path], rolling?.files[path]].flatMap((text) => readClaim(text, now) ?? []);
}
