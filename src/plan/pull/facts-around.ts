import { anchorsIn } from "../../markdown/anchors.ts";
import { type Facts, noFacts } from "../../model/facts.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import type { PullObservation } from "../../model/observation.ts";

/**
 * What rules may ask of the repository as it will be once a pull request is merged. Anchors are known of changed files
 * and of the runbooks that are not changed.
 */
export function factsAround({ around, config, runbooks, files, changes }: PullObservation): Facts {
  if (!around) return noFacts;
  const paths = new Set(around.paths);
  const opaque = new Set(around.opaque);
  const folders = new Set(around.paths.flatMap(foldersOf));
  const records = Map.groupBy(
    around.paths.filter((path) => isIncidentPath(path, config.incidents)),
    (path) => /INC-\d{4}-\d+/.exec(path.slice(path.lastIndexOf("/")))?.[0] ?? "",
  );
  const people = around.people && new Set(around.people.map((login) => login.toLowerCase()));
  const changed = new Set(changes.map(({ path }) => path));
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return {
    kindAt: (path) => {
      if (opaque.has(path) || foldersOf(path).some((folder) => opaque.has(folder))) return undefined;
      if (paths.has(path)) return "file";
      return path === "" || folders.has(path) ? "folder" : "nothing";
    },
    anchorsIn: (path) => {
      const text = texts.get(path);
      if (typeof text === "string") return anchorsIn(path, text);
      const known = changed.has(path) ? undefined : runbooks.find((runbook) => runbook.path === path)?.facts;
      if (!known || known.unread !== undefined) return undefined;
      return new Set([...known.headings.map(({ anchor }) => anchor), ...known.anchors]);
    },
    recordsOf: (id) => records.get(id) ?? [],
    isPerson: (login) => people?.has(login.toLowerCase()),
    issueAt: (number) => (Object.hasOwn(around.issues, number) ? (around.issues[number] ?? undefined) : undefined),
  };
}

function foldersOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index));
}
