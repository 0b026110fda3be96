import type { Source } from "../../model/ask.ts";
import { HostError } from "../../model/errors.ts";
import type { ChangedFile } from "../../model/world.ts";
import type { Git } from "./git.ts";
import { commitOf } from "./refs.ts";

/** What a branch changed since it left its base (three dots), renames under their new name. */
export function changeSource(git: Git): Pick<Source, "changes"> {
  return {
    changes: async ({ base, head }) => {
      const [from, to] = [await commitOf(git, base), await commitOf(git, head)];
      const fork = (await git.find("merge-base", from, to))?.trim();
      if (!fork) {
        const shallow = (await git.run("rev-parse", "--is-shallow-repository")).trim() === "true";
        const how = shallow ? "this clone is shallow: run `git fetch --unshallow`" : "they have no history in common";
        const message = `Unexpected comparison of ${base} and ${head}, expected a commit that both come from: ${how}`;
        throw new HostError(message, { status: 404, retryable: false });
      }
      return parse(await git.run("diff-tree", "-r", "-z", "-M", "--raw", "--no-abbrev", fork, to));
    },
  };
}

const statuses: Readonly<Record<string, ChangedFile["status"]>> = {
  A: "added",
  C: "added",
  D: "removed",
  R: "renamed",
};

/** `:<mode> <mode> <sha> <sha> <status>`, then one path or, for R and C, two; each ended by NUL. */
function parse(listed: string): readonly ChangedFile[] {
  const parts = listed.split("\0");
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, , before = "", after = "", letter = ""] = (parts[at] ?? "").slice(1).split(" ");
    const kind = letter[0] ?? "";
    if (kind === "R" || kind === "C") at++;
    const status = statuses[kind] ?? "modified";
    files.push({ path: parts[at + 1] ?? "", status, sha: status === "removed" ? before : after });
  }
  return files;
}
