import { ask, askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { configPath } from "../model/config-path.ts";
import { checkName } from "../model/finding.ts";
import { isIncidentPath } from "../model/incident.ts";
import { mergeGroupOf } from "../model/merge-group.ts";
import type { PullObservation } from "../model/observation.ts";
import { isRunbookPath } from "../model/runbook-path.ts";
import type { TargetOf } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import type { ChangedFile, Pull } from "../model/world.ts";
import { lookAround } from "./around.ts";
import { lookAtCoverage } from "./coverage-change.ts";
import { type GroundLook, lookAtGround } from "./ground.ts";
import { lookAtOwnership } from "./ownership.ts";

/** Looks at one pull request: what it changes, as it is at its head, and what our check says so far. */
export function* lookAtPull(target: TargetOf<"pull">, now: Instant): Look<PullObservation> {
  const at = yield* lookAtGround(now);
  const pull = yield* ask({ kind: "pull", number: target.number });
  const open = pull && pull.state === "open" ? { base: pull.base.branch, commit: pull.head.sha } : undefined;
  return yield* lookAtProposal(at, pull, open);
}

/** Looks at what a merge queue would merge, as at a pull request of which nothing else is known. */
export function* lookAtMergeGroup({ branch }: TargetOf<"merge-group">, now: Instant): Look<PullObservation> {
  const at = yield* lookAtGround(now);
  const base = mergeGroupOf(branch)?.base;
  const head = base === undefined ? null : yield* ask({ kind: "branch", name: branch });
  return yield* lookAtProposal(at, null, base !== undefined && head ? { base, commit: head.sha } : undefined);
}

interface Proposal {
  /** The branch that it is to be merged to. */
  readonly base: string;
  readonly commit: string;
}

function* lookAtProposal(
  { ground, entries }: GroundLook,
  pull: Pull | null,
  proposal: Proposal | undefined,
): Look<PullObservation> {
  const commit = proposal?.commit ?? null;
  const nothing = {
    ...ground,
    kind: "pull" as const,
    pull,
    commit,
    changes: [],
    files: [],
    check: null,
    coverage: null,
    comments: [],
    around: null,
    ownership: null,
  };
  if (!proposal || ground.repository.lacks.includes("checks")) return nothing;
  const commented = pull && pull.reviewComments !== 0 && !ground.repository.lacks.includes("reviews");
  const [changes, check, comments] = yield* askAll([
    { kind: "changes", base: proposal.base, head: proposal.commit },
    { kind: "check", sha: proposal.commit, name: checkName },
    ...(commented ? [{ kind: "review-comments", pull: pull.number } as const] : []),
  ] as const);
  const ours = changes.filter((change) => isOurs(change, ground.config));
  const { files, around } = yield* lookAround(ground, entries, changes, ours);
  const coverage = yield* lookAtCoverage(ground, entries, changes);
  const ownership = yield* lookAtOwnership(ground, entries, pull, ours);
  return { ...nothing, changes, files, check, coverage, comments: comments ?? [], around, ownership };
}

/** Whether a changed file is one that the check reads. */
function isOurs(change: ChangedFile, config: Config): boolean {
  const { path, status } = change;
  const reads = path === configPath || isIncidentPath(path, config.incidents) || isRunbookPath(path, config);
  return status !== "removed" && reads;
}
