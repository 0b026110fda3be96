import type { Effect } from "../../../model/effect.ts";
import { blobSha } from "../../blob-sha.ts";
import { noteText } from "../files.ts";
import { textAt } from "../json.ts";
import type { Place } from "./readers.ts";
import { alone, type Draft, type Written } from "./written.ts";

/** Only what is known of the commit below lets the files be compared; otherwise REST reads it first. */
export function writeCommit(
  { branch, parent, onto, message, files }: Effect<"commit">,
  { client, memory }: Place,
  { made }: Draft,
): Written | undefined {
  const head = parent ?? made.get(branch);
  const tree = memory.treeOfCommit.get(head ?? "");
  const known = memory.trees.get(tree ?? "");
  const changed = files.filter((file) => file.before !== file.after);
  if (head === undefined || !known || onto !== undefined || memory.guarded.has(branch) || changed.length === 0)
    return undefined;
  const shas = new Map(known.entries.map((entry) => [entry.path, entry.sha]));
  const same = files.every(({ path, before }) => shas.get(path) === (before === null ? undefined : blobSha(before)));
  if (!same || changed.some(({ path }) => known.executable.has(path))) return undefined;
  const [headline = "", ...rest] = message.split("\n");
  const contents = (text: string): string => Buffer.from(text).toString("base64");
  const input = {
    branch: { repositoryNameWithOwner: `${client.owner}/${client.repo}`, branchName: branch },
    expectedHeadOid: head,
    message: { headline, body: rest.join("\n").trim() },
    fileChanges: {
      additions: changed.flatMap(({ path, after }) => (after === null ? [] : [{ path, contents: contents(after) }])),
      deletions: changed.flatMap(({ path, after }) => (after === null ? [{ path }] : [])),
    },
  };
  made.delete(branch);
  const written = alone("createCommitOnBranch", input, "commit { oid tree { oid } }", (said) => {
    const [sha, newTree] = [textAt(said, "commit", "oid"), textAt(said, "commit", "tree", "oid")];
    if (sha === "") return undefined;
    if (newTree !== "") {
      memory.treeOfCommit.set(sha, newTree);
      const paths = new Set(changed.map(({ path }) => path));
      const added = changed.flatMap(({ path, after }) => {
        if (after === null) return [];
        return [{ path, sha: noteText(memory, after), size: Buffer.byteLength(after), type: "file" as const }];
      });
      const entries = [...known.entries.filter(({ path }) => !paths.has(path)), ...added];
      memory.trees.set(newTree, { entries: entries.toSorted(byPath), executable: known.executable });
    }
    if (newTree === "") memory.forget(branch);
    else memory.move(branch, sha, newTree);
    return { done: true, sha };
  });
  return { ...written, saves: parent === undefined ? 1 : 3 };
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);
