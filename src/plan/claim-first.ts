import { claimName } from "../model/claim.ts";
import type { Effect, Plan } from "../model/effect.ts";
import type { Ground } from "../model/observation.ts";
import { addSeconds, type Instant } from "../model/time.ts";
import { creates } from "./brake.ts";

type Seen = Pick<Ground, "now" | "repository" | "base">;

/** Seconds for which a comment is claimed, or has been the landing process's own: half as long as issues are. */
export function commentClaim({ repository }: Pick<Seen, "repository">): number {
  return Math.ceil(repository.worker.claim / 2);
}

/** Until when a process may make comments that nobody else makes: the other half is for answers on their way, and for lists that lag. */
export function writesUntil(seen: Seen): Instant {
  return addSeconds(seen.now, Math.ceil(commentClaim(seen) / 2));
}

/** What may stand between comments that are claimed together. */
const said = new Set<Effect["kind"]>(["comment", "open-issue", "react", "drop-comment", "review"]);

/**
 * Puts a claim before everything that GitHub would take twice, those of what follows each other before the first of
 * it, so that a host can still write that at once. What has an `until` is made under another claim already.
 */
export function claimFirst(plan: Plan, seen: Seen): Plan {
  if (seen.repository.lacks.includes("issues")) return plan;
  const until = writesUntil(seen);
  const effects: Effect[] = [];
  let start = 0;
  for (const effect of plan.effects) {
    if (!said.has(effect.kind)) start = effects.length + 1;
    if (!isUnclaimed(effect)) {
      effects.push(effect);
      continue;
    }
    effects.splice(start, 0, claimOf(nameOf(effect), seen));
    start += 1;
    effects.push({ ...effect, until });
  }
  return { ...plan, effects };
}

/** A claim of a name by the process that looks. */
export function claimOf(name: string, seen: Seen): Effect<"claim"> {
  const { now, repository, base } = seen;
  const until = addSeconds(now, commentClaim(seen));
  return { kind: "claim", name, worker: repository.worker.name, at: now, until, tree: base.tree };
}

type Claimed = Effect<"comment"> | Effect<"open-issue"> | Effect<"review">;

function isUnclaimed(effect: Effect): effect is Claimed {
  return (creates(effect) || effect.kind === "review") && "until" in effect === false;
}

function nameOf(effect: Claimed): string {
  if (effect.kind === "review") return claimName(effect.pull, `review:${effect.sha}`);
  return claimName(effect.kind === "comment" ? effect.on : 0, effect.key);
}
