import MiniSearch from "minisearch";
import type { ArchiveEntry } from "./archive-entry.ts";

/** An incident that was found, and by what. */
export interface Hit {
  readonly entry: ArchiveEntry;
  /** The words that were found, by the field in which they stand. */
  readonly because: readonly { readonly field: SearchField; readonly words: readonly string[] }[];
}

export interface ArchiveSearch {
  /** Incidents in which every word stands, or one that begins with it or differs by a letter; best first. */
  readonly find: (words: string) => readonly Hit[];
  /** Earlier incidents that share an alert, a cause, or several words with one; best first, five at most. */
  readonly similarTo: (one: Omit<ArchiveEntry, "left" | "status" | "timeToResolve" | "resolved">) => readonly Hit[];
}

export const searchFields = ["id", "title", "services", "alerts", "causes", "type", "severity"] as const;
export type SearchField = (typeof searchFields)[number];

/** What says more about likeness counts more: an alert names a failure, a service only its place. */
const boost = { alerts: 4, causes: 3, title: 2, services: 2 } as const;
const mostSimilar = 5;

/** Words that every incident's title has. */
const everywhere = new Set(
  "a an and at by causing caused down due during error errors failed failing failure for from in incident is issue issues of on or outage problem problems service services the to unavailable was with".split(
    " ",
  ),
);

/** An index over the archive. Make it once for many questions. */
export function archiveSearch(entries: readonly ArchiveEntry[]): ArchiveSearch {
  const index = new MiniSearch<ArchiveEntry>({
    idField: "path",
    fields: [...searchFields],
    extractField: (entry, name) => {
      const value = entry[name as keyof ArchiveEntry];
      return Array.isArray(value) ? value.join(" \n ") : String(value ?? "");
    },
    processTerm: (term) => (everywhere.has(term.toLowerCase()) ? null : term.toLowerCase()),
  });
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  index.addAll([...byPath.values()]);
  const hits = (found: ReturnType<typeof index.search>): readonly Hit[] =>
    found.flatMap(({ id, match }) => {
      const entry = byPath.get(String(id));
      return entry ? [{ entry, because: becauseOf(match) }] : [];
    });
  return {
    find: (words) => hits(index.search(words, { combineWith: "AND", prefix: true, fuzzy: 0.2, boost })),
    similarTo: (one) => {
      const fields = ["title", "services", "alerts", "causes"] as const;
      const words = fields.flatMap((field) => one[field]).join(" \n ");
      const earlier = ({ path, started, id }: ArchiveEntry): boolean =>
        path !== one.path && id !== one.id && (one.started === null || (started !== null && started < one.started));
      const found = index.search(words, {
        fields: [...fields],
        boost,
        combineWith: "OR",
        filter: ({ id }) => {
          const entry = byPath.get(String(id));
          return entry !== undefined && earlier(entry);
        },
      });
      return hits(found).filter(isAlike).slice(0, mostSimilar);
    },
  };
}

/** One shared word is chance, in a cause as in a title; a shared alert is not, nor are two words of causes or three of any kind. */
function isAlike({ because }: Hit): boolean {
  const shared = (field: SearchField): number => because.find((one) => one.field === field)?.words.length ?? 0;
  const all = because.reduce((sum, { words }) => sum + words.length, 0);
  return shared("alerts") > 0 || shared("causes") > 1 || all > 2;
}

function becauseOf(match: Readonly<Record<string, readonly string[]>>): Hit["because"] {
  return searchFields.flatMap((field) => {
    const words = Object.entries(match)
      .filter(([, fields]) => fields.includes(field))
      .map(([word]) => word)
      .toSorted();
    return words.length > 0 ? [{ field, words }] : [];
  });
}
