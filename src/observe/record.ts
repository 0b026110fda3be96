import { readFrontmatter } from "../markdown/frontmatter.ts";
import { ask, type Look } from "../model/ask.ts";
import type { Config } from "../model/config.ts";
import { type IncidentFields, readFields } from "../model/fields.ts";
import { branchOf, idOf, issueIn, pathOf } from "../model/incident.ts";
import type { RecordFile } from "../model/observation.ts";
import type { Branch, Issue, TreeEntry } from "../model/world.ts";
import { type Glance, noGlance } from "./glance.ts";
import { lookAtTexts } from "./texts.ts";

export interface RecordLook {
  readonly record: RecordFile | null;
  /** Null: there is none. Undefined: nobody needed to look. */
  readonly branch: Branch | null | undefined;
}

/**
 * Finds an incident's file: on the default branch once it is merged, else on its own branch, else under another name
 * there (a person renamed it), recognised by its id or its `issue:`.
 */
export function* lookAtRecord(
  issue: Issue,
  entries: readonly TreeEntry[],
  base: Branch,
  config: Config,
  glance: Glance,
): Look<RecordLook> {
  const id = idOf(issue);
  const merged = entries.find(
    (entry) =>
      entry.type === "file" &&
      entry.path.startsWith(`${config.incidents}/`) &&
      entry.path.endsWith(".md") &&
      issueIn(entry.path) === issue.number &&
      entry.path.includes(id),
  );
  if (merged) {
    const text = yield* ask({ kind: "blob", sha: merged.sha });
    return { record: recordOf(merged, text, base.name, true), branch: undefined };
  }
  const name = branchOf(id);
  const seen = glance.name === name ? glance : noGlance;
  const asked = { kind: "file", ref: name, path: pathOf(id, config.incidents) } as const;
  const file = seen.file === undefined ? yield* ask(asked) : seen.file;
  if (file) return { record: { ...file, branch: name, archived: false }, branch: undefined };
  const branch = seen.branch === undefined ? yield* ask({ kind: "branch", name }) : seen.branch;
  if (!branch) return { record: null, branch };
  return { record: yield* lookForRenamed(issue.number, id, branch, entries), branch };
}

function* lookForRenamed(
  number: number,
  id: string,
  branch: Branch,
  entries: readonly TreeEntry[],
): Look<RecordFile | null> {
  const tree = yield* ask({ kind: "tree", sha: branch.tree });
  const known = new Set(entries.map((entry) => `${entry.path} ${entry.sha}`));
  const fresh = tree.filter(
    (entry) => entry.type === "file" && entry.path.endsWith(".md") && !known.has(`${entry.path} ${entry.sha}`),
  );
  const texts = yield* lookAtTexts(fresh.slice(0, 20));
  const named = texts.filter(({ path }) => path.includes(id) && issueIn(path) === number);
  const found =
    named.find(({ text }) => text !== null) ??
    texts.find(({ text }) => text !== null && fieldsIn(text)?.issue === number) ??
    named[0];
  return found ? recordOf(found, found.text, branch.name, false) : null;
}

function recordOf(
  { path, sha }: { readonly path: string; readonly sha: string },
  text: string | null,
  branch: string,
  archived: boolean,
): RecordFile {
  const file = { path, sha, branch, archived };
  return text === null ? { ...file, text: "", unread: true } : { ...file, text };
}

/** The frontmatter's fields as far as they can be read; undefined where there is no readable frontmatter. */
export function fieldsIn(text: string): IncidentFields | undefined {
  const result = readFrontmatter(text);
  return result.kind === "ok" ? readFields(result.frontmatter.fields) : undefined;
}
