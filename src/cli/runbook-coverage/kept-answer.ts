import { usualFrontmatter } from "../../markdown/usual-frontmatter.ts";
import { maxFileBytes } from "../../model/ask.ts";
import { cluesOf, type IncidentClues } from "../../reports/clues-of.ts";
import type { Excluded } from "../../reports/coverage.ts";
import { lineOf } from "../../reports/kept-coverage/incident-line.ts";
import { openKept } from "../../reports/kept-coverage/kept.ts";
import { keptFinder } from "../../reports/kept-coverage/kept-finder.ts";
import { type Refreshed, refreshCoverage } from "../../reports/kept-coverage/refresh-coverage.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";
import { readKeptReport } from "./kept-report.ts";
import { noText, readHead } from "./read-head.ts";
import { treeChanges } from "./tree-changes.ts";
import type { CoverageWorkspace } from "./with-options.ts";

/**
 * The report from the one that was kept, with the incidents that changed since; undefined where it has to be made anew. It
 * loads nothing that only others need.
 */
export async function keptAnswer(workspace: CoverageWorkspace, folder: string, io: Io): Promise<Refreshed | undefined> {
  const parts = readKeptReport(workspace, folder);
  if (!parts) return undefined;
  const kept = openKept(parts);
  const changes = treeChanges(parts, kept.paths(), workspace);
  if (!changes) return undefined;
  const read = await Promise.all(readAll(workspace.root, changes.fresh));
  const finder = keptFinder(
    kept,
    read.flatMap((one) => ("counted" in one && one.counted ? one.alerts : [])),
  );
  for (const { path, reason } of changes.skipped) io.err(`Skipped ${plain(path)}: ${reason}`);
  return refreshCoverage(kept, { gone: changes.gone, fresh: read.map((one) => lineOf(one, finder)) });
}

function readAll(
  root: string,
  paths: readonly string[],
): readonly (Excluded | Promise<IncidentClues> | IncidentClues)[] {
  const room = Buffer.allocUnsafe(paths.length > 0 ? maxFileBytes : 0);
  return paths.map((path) => {
    const text = readHead(`${root}/${path}`, room);
    if (text === null) return { path, reason: noText };
    const usual = usualFrontmatter(text);
    return usual ? cluesOf(path, usual.fields) : unusual(path, text);
  });
}

/** Frontmatter that only the YAML parser can read. */
async function unusual(path: string, text: string): Promise<IncidentClues> {
  const { incidentClues } = await import("../../reports/incident-clues.ts");
  return incidentClues({ path, text });
}
