import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import type { Config } from "../../model/config.ts";
import { fitsAnyGlob } from "../../model/glob.ts";
import { isIncidentPath } from "../../model/incident.ts";
import { adoptedFact, type IncidentFact, incidentFact, unreadable } from "./fact.ts";
import { bodyReader } from "./record-body.ts";

/** Whether a path is of an archive that the config adopts. */
export function isAdopted(path: string, config: Config): boolean {
  return !isIncidentPath(path, config.incidents) && archiveOf(path, config) !== undefined;
}

/** Whether a path is one that metrics are made from. */
export function isCounted(path: string, config: Config): boolean {
  return isIncidentPath(path, config.incidents) || isAdopted(path, config);
}

/** A file as it was read; `text` is null where it is no text. */
export interface ReadFile {
  readonly path: string;
  readonly text: string | null;
}

/** The facts of files, each read as what it is: ours, or of the first archive whose globs it fits. */
export function readFacts(files: Iterable<ReadFile>, config: Config): readonly IncidentFact[] {
  const read = factReader(config);
  const facts: IncidentFact[] = [];
  for (const file of files) {
    const fact = read(file);
    if (fact) facts.push(fact);
  }
  return facts;
}

/** Reads one file after the other and keeps nothing of their texts. Undefined for a path that metrics are not made from. */
export function factReader(config: Config): (file: ReadFile) => IncidentFact | undefined {
  const bodyOf = bodyReader(config);
  return ({ path, text }) => {
    const ours = isIncidentPath(path, config.incidents);
    const archive = ours ? undefined : archiveOf(path, config);
    if (!archive && !ours) return undefined;
    if (text === null) return unreadable(path, "not UTF-8 text of at most 1 MB");
    const file = { path, text };
    return archive ? adoptedFact(file, archive, config, bodyOf) : incidentFact(file, config, bodyOf);
  };
}

function archiveOf(path: string, { archives }: Config): AdoptedArchive | undefined {
  return archives.find(({ paths }) => fitsAnyGlob(path, paths));
}
