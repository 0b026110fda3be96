import type { Effect } from "../model/effect.ts";
import { issueIn } from "../model/incident.ts";
import type { TargetOf } from "../model/target.ts";

/** The incidents whose files effects change: their issues and summaries follow. */
export function incidentsIn(effects: readonly Effect[]): readonly TargetOf<"incident">[] {
  const paths = effects.flatMap((effect) => (effect.kind === "commit" ? effect.files.map(({ path }) => path) : []));
  const numbers = new Set(paths.flatMap((path) => issueIn(path) ?? []));
  return [...numbers].map((issue) => ({ kind: "incident", issue }));
}
