import type { Effect } from "../../model/effect.ts";
import { withKey } from "../../model/key.ts";
import type { ArchiveObservation } from "../../model/observation.ts";
import { ownComment } from "../incident/own-comment.ts";

const key = "brake";

export interface Braked {
  readonly effects: readonly Effect[];
  readonly notes: readonly string[];
}

/**
 * Holds back issues where more would be opened at once than the brake lets through: none of them is, everything else
 * still happens, and people learn it on the issue of the incident that has most of them.
 */
export function brakeItems(effects: readonly Effect[], observation: ArchiveObservation): Braked {
  const { config, braked } = observation;
  const opens = effects.filter(({ kind }) => kind === "open-issue").length;
  if (opens <= config.brake) return { effects, notes: [] };
  const rest = effects.filter(({ kind }) => kind !== "open-issue");
  const held = `${opens} issues for action items would be opened at once, and at most ${config.brake} may be`;
  const notes = [`Brake: ${held} (\`brake\` in the config). None was opened`];
  if (!braked) return { effects: rest, notes };
  const fix = `Merge a \`brake: ${opens}\` into \`.github/gitcident.yml\` if that is meant; else tick or remove the action items that need no issue.`;
  const body = withKey(key, `**Stopped by the brake:** ${held}. None was opened.\n\n${fix}`);
  const said = ownComment({ repository: observation.repository, comments: braked.comments }, key);
  if (said?.body.trim() === body.trim()) return { effects: rest, notes };
  return { effects: [...rest, { kind: "comment", key, on: braked.issue, id: said?.id ?? null, body }], notes };
}
