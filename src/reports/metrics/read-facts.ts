import type { Config } from "../../model/config.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { archiveOf } from "./counted-path.ts";
import { adoptedFact, type IncidentFact, incidentFact, unreadable } from "./fact.ts";
import { bodyReader } from "./record-body.ts";

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
