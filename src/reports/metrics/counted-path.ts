import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import type { Config } from "../../model/config.ts";
import { fitsAnyGlob } from "../../model/glob.ts";
import { isIncidentPath } from "../../model/incident-name.ts";

/** Whether a path is of an archive that the config adopts. */
export function isAdopted(path: string, config: Config): boolean {
  return !isIncidentPath(path, config.incidents) && archiveOf(path, config) !== undefined;
}

/** Whether a path is one that metrics are made from. */
export function isCounted(path: string, config: Config): boolean {
  return isIncidentPath(path, config.incidents) || isAdopted(path, config);
}

/** The first adopted archive whose globs a path fits. */
export function archiveOf(path: string, { archives }: Config): AdoptedArchive | undefined {
  return archives.find(({ paths }) => fitsAnyGlob(path, paths));
}
