import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import type { Config } from "../../model/config.ts";
import { fitsAnyGlob } from "../../model/glob.ts";
import { isIncidentPath } from "../../model/incident.ts";
import { adoptedFact, type IncidentFact, incidentFact, unreadable } from "./fact.ts";

/** Whether a path is of an archive that the config adopts. */
export function isAdopted(path: string, config: Config): boolean {
  return !isIncidentPath(path, config.incidents) && archiveOf(path, config) !== undefined;
}

/** Whether a path is one that metrics are made from. */
export function isCounted(path: string, config: Config): boolean {
  return isIncidentPath(path, config.incidents) || isAdopted(path, config);
}

/** The facts of files, each read as what it is: ours, or of the first archive whose globs it fits. */
export function readFacts(
  files: readonly { readonly path: string; readonly text: string | null }[],
  config: Config,
): readonly IncidentFact[] {
  return files.flatMap(({ path, text }) => {
    const archive = isIncidentPath(path, config.incidents) ? undefined : archiveOf(path, config);
    if (!archive && !isIncidentPath(path, config.incidents)) return [];
    if (text === null) return [unreadable(path, "not UTF-8 text of at most 1 MB")];
    return [archive ? adoptedFact({ path, text }, archive, config) : incidentFact({ path, text }, config)];
  });
}

function archiveOf(path: string, { archives }: Config): AdoptedArchive | undefined {
  return archives.find(({ paths }) => fitsAnyGlob(path, paths));
}
