import { configPath } from "../markdown/config-text.ts";
import { ask, askAll, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { checkName } from "../model/finding.ts";
import { isIncidentPath } from "../model/incident.ts";
import type { PullObservation } from "../model/observation.ts";
import type { TargetOf } from "../model/target.ts";
import type { Instant } from "../model/time.ts";
import type { ChangedFile } from "../model/world.ts";
import { lookAtCoverage } from "./coverage-change.ts";
import { lookAtGround } from "./ground.ts";
import { lookAtTexts } from "./texts.ts";

/** Looks at one pull request: what it changes, as it is at its head, and what our check says so far. */
export function* lookAtPull(target: TargetOf<"pull">, now: Instant): Look<PullObservation> {
  const { ground, entries } = yield* lookAtGround(now);
  const pull = yield* ask({ kind: "pull", number: target.number });
  const nothing = { ...ground, kind: "pull" as const, pull, changes: [], files: [], check: null, coverage: null };
  if (!pull || pull.state === "closed" || ground.repository.lacks.includes("checks")) return nothing;
  const { base, head } = pull;
  const [changes, check] = yield* askAll([
    { kind: "changes", base: base.branch, head: head.sha },
    { kind: "check", sha: head.sha, name: checkName },
  ] as const);
  const files = yield* lookAtTexts(changes.filter((change) => isOurs(change, ground.config)));
  const coverage = yield* lookAtCoverage(ground, entries, changes);
  return { ...nothing, changes, files, check, coverage };
}

/** Whether a changed file is one that the check reads. */
function isOurs(change: ChangedFile, config: Config): boolean {
  return change.status !== "removed" && (change.path === configPath || isIncidentPath(change.path, config.incidents));
}
