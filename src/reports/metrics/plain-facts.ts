import { usualFrontmatter } from "../../markdown/usual-frontmatter.ts";
import type { Config } from "../../model/config.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { archiveOf } from "./counted-path.ts";
import { factOfAdopted, factOfOurs, type IncidentFact, type PartReaders, unreadable } from "./fact.ts";
import { bodySkimmer } from "./skim-body.ts";

/** A file as it was read; `text` is null where it is no text. */
export interface ReadFile {
  readonly path: string;
  readonly text: string | null;
}

/** Reads files as nearly all are written, without a library. Undefined for any other file: `factReader` reads them all. */
export function plainFactReader(config: Config): (file: ReadFile) => IncidentFact | undefined {
  const body = bodySkimmer(config);
  return readerWith(config, {
    fields: (text) => {
      const usual = usualFrontmatter(text);
      return usual && { kind: "ok", fields: usual.fields };
    },
    body,
    timeline: undefined,
  });
}

/** Reads each file as what it is; undefined for a path that metrics are not made from, and where the readers leave it to others. */
export function readerWith(config: Config, parts: PartReaders): (file: ReadFile) => IncidentFact | undefined {
  return ({ path, text }) => {
    const ours = isIncidentPath(path, config.incidents);
    const archive = ours ? undefined : archiveOf(path, config);
    if (!archive && !ours) return undefined;
    if (text === null) return unreadable(path, "not UTF-8 text of at most 1 MB");
    const file = { path, text };
    return archive ? factOfAdopted(file, archive, config, parts) : factOfOurs(file, config, parts);
  };
}
