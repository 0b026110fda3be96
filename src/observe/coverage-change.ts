import type { Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import type { CoverageSides, Ground } from "../model/observation.ts";
import { isRunbookPath } from "../model/runbook-path.ts";
import type { ChangedFile, TreeEntry } from "../model/world.ts";
import { isAlertPath } from "../reports/alert-paths.ts";
import { runbookOf } from "../reports/runbooks.ts";
import { lookAtTexts } from "./texts.ts";

type Blob = Pick<TreeEntry, "path" | "sha">;

/**
 * The alert files and runbooks of the default branch, and as they are once the changes are merged; null where the changes
 * touch none of them. Blobs are read by their SHA, so that only those that nobody has read before cost a request.
 */
export function* lookAtCoverage(
  ground: Ground,
  entries: readonly TreeEntry[],
  changes: readonly ChangedFile[],
): Look<CoverageSides | null> {
  const { config } = ground;
  if (config.alerts.length === 0 || !changes.some(({ path }) => isWanted(path, config))) return null;
  const base = entries.filter(({ path, type }) => type === "file" && isWanted(path, config));
  const gone = new Set([...changes.map(({ path }) => path), ...renamedFrom(base, changes)]);
  const head: readonly Blob[] = [
    ...base.filter(({ path }) => !gone.has(path)),
    ...changes.filter(({ path, status }) => status !== "removed" && isWanted(path, config)),
  ];
  const alertsOf = (blobs: readonly Blob[]): readonly Blob[] => blobs.filter(({ path }) => isAlertPath(path, config));
  const [before, after] = [yield* lookAtTexts(alertsOf(base)), yield* lookAtTexts(alertsOf(head))];
  const known = new Map(ground.runbooks.map((runbook) => [runbook.path, runbook]));
  const pages = head.filter(({ path }) => isRunbookPath(path, config));
  const read = yield* lookAtTexts(pages.filter(({ path }) => gone.has(path) || !known.has(path)));
  const fresh = new Map(read.map(({ path, text }) => [path, runbookOf(path, text, config)]));
  return {
    before: before.map(({ path, text }) => ({ path, text })),
    after: after.map(({ path, text }) => ({ path, text })),
    runbooks: pages.flatMap(({ path }) => fresh.get(path) ?? known.get(path) ?? []),
  };
}

const isWanted = (path: string, config: Config): boolean => isAlertPath(path, config) || isRunbookPath(path, config);

/** Where renamed files were: the server names only where they are. A file that also changed can't be told. */
function renamedFrom(base: readonly Blob[], changes: readonly ChangedFile[]): readonly string[] {
  const moved = new Set(changes.filter(({ status }) => status === "renamed").map(({ sha }) => sha));
  return base.filter(({ sha }) => moved.has(sha)).map(({ path }) => path);
}
