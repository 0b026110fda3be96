import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { readDocument } from "../../src/markdown/document.ts";
import { readAdoptedTimeline } from "../../src/markdown/timelines/adopted-timeline.ts";
import { mappingOf, type Team, teams } from "../../test/corpus-mappings.ts";
import { postmortems } from "../../test/postmortems.ts";

/** One document of the corpus: a post-mortem of a team, or a blank template. */
export interface Written {
  readonly source: Team | "dastergon";
  readonly path: string;
  readonly text: string;
  readonly blank: boolean;
  /** When its timeline begins and ends, as far as it is read; empty for none. */
  readonly times: readonly string[];
}

/** What is no document: a page about the folder. A team's own template counts as blank. */
const page = /(?:^|\/)(?:README|index)\.md$/;
const template = /template/i;

/** All documents of the corpus, by source and path; undefined where it is absent. */
export function documents(): readonly Written[] | undefined {
  const found = teams.map((team) => ({ team, files: postmortems(team) }));
  if (found.some(({ files }) => files === undefined)) return undefined;
  const theirs = found.flatMap(({ team, files }) =>
    (files ?? [])
      .filter(({ path }) => !page.test(path))
      .map(({ path, text }) => ({
        source: team,
        path,
        text,
        blank: template.test(basename(path)),
        times: timesOf(team, path, text),
      })),
  );
  return [...theirs, ...blankTemplates()];
}

function timesOf(team: Team, path: string, text: string): readonly string[] {
  const result = readDocument(path, text);
  if (result.kind !== "ok") return [];
  return readAdoptedTimeline(result.document, mappingOf(team))
    .entries.map(({ at }) => at)
    .toSorted();
}

function blankTemplates(): readonly Written[] {
  const folder = new URL("../../../shared/corpus/templates/dastergon/files/templates/", import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .map((name) => ({
      source: "dastergon" as const,
      path: `dastergon/${name}`,
      text: readFileSync(new URL(name, folder), "utf8"),
      blank: true,
      times: [],
    }));
}
