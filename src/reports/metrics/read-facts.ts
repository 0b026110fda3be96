import type { AdoptedArchive } from "../../model/adopted-archive.ts";
import type { Config } from "../../model/config.ts";
import { scanFrontmatter } from "../scan.ts";
import { factOfAdopted, factOfOurs, type IncidentFact, type PartReaders } from "./fact.ts";
import { type ReadFile, readerWith } from "./plain-facts.ts";
import { bodyReader } from "./record-body.ts";
import { timelineTimes } from "./timeline-times.ts";

export type { ReadFile } from "./plain-facts.ts";

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
  return readerWith(config, partsOf(config));
}

/** The facts of an incident file of ours. */
export function incidentFact(file: { readonly path: string; readonly text: string }, config: Config): IncidentFact {
  return factOfOurs(file, config, partsOf(config)) as IncidentFact;
}

/** The facts of a file of an archive that is adopted. */
export function adoptedFact(
  file: { readonly path: string; readonly text: string },
  archive: AdoptedArchive,
  config: Config,
): IncidentFact {
  return factOfAdopted(file, archive, config, partsOf(config)) as IncidentFact;
}

const partsOf = (config: Config): PartReaders => ({
  fields: scanFrontmatter,
  body: bodyReader(config),
  timeline: timelineTimes,
});
