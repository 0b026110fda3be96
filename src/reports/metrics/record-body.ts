import { readActionItems } from "../../markdown/action-items.ts";
import { readDocument, sectionWith } from "../../markdown/document.ts";
import type { Config } from "../../model/config.ts";
import { actionFact, bodySkimmer, holdsText, type WantedKeys, wantedKeys } from "./skim-body.ts";
import { writtenSections } from "./written-sections.ts";

/** What metrics need to know of one action item. */
export interface ActionFact {
  readonly done: boolean;
  readonly owner: string | null;
  /** As written. */
  readonly due: string | null;
  readonly priority: string | null;
  readonly type: string | null;
}

/** What metrics need to know of what stands below a record's frontmatter. */
export interface RecordBody {
  /** Whether there is text in every section in which a post-mortem explains. */
  readonly written: boolean;
  readonly actions: readonly ActionFact[];
}

/** A reader of records: by their lines where that is certain, else as a tree. Null where a text is over the caps. */
export function bodyReader(config: Config): (text: string) => RecordBody | null {
  const [skim, keys] = [bodySkimmer(config), wantedKeys(config)];
  return (text) => skim(text) ?? bodyOfTree(text, keys);
}

function bodyOfTree(text: string, keys: WantedKeys): RecordBody | null {
  const read = readDocument("", text);
  if (read.kind !== "ok") return null;
  const { document } = read;
  const found = new Map(keys.map(([name, known]) => [name, sectionWith(document, known)]));
  const items = found.get("Action items");
  return {
    written: writtenSections.every((name) => {
      const section = found.get(name);
      return section !== undefined && holdsText(text.slice(section.body.start, section.body.end));
    }),
    actions: items ? readActionItems(document, items).map(({ done, item }) => actionFact(done, item.source)) : [],
  };
}
