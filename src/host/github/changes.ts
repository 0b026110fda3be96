import type { Source } from "../../model/ask.ts";
import type { ChangedFile } from "../../model/world.ts";
import { readTreeSha } from "./branches.ts";
import type { Client } from "./client.ts";
import { readTree } from "./files.ts";
import { hunksOf } from "./hunks.ts";
import { listAt, textAt, textOrNull } from "./json.ts";
import type { Memory } from "./memory.ts";

/** The compare API lists at most this many files and does not say that it left any out. */
const listed = 300;

/** What a branch changed since it left its base (three dots), renames under their new name. */
export function changeSource(client: Client, memory: Memory): Pick<Source, "changes"> {
  return {
    changes: async ({ base, head }) => {
      const compared = await client.get("/compare/{basehead}", { basehead: `${base}...${head}` });
      const files = listAt(compared, "files");
      if (files.length >= listed)
        return differingTrees(client, memory, textAt(compared, "merge_base_commit", "sha"), head);
      return files.flatMap((file): ChangedFile[] => {
        const [path, status] = [textAt(file, "filename"), statusOf(textAt(file, "status"))];
        if (path === "" || status === undefined) return [];
        const patch = textOrNull(file, "patch");
        return [{ path, status, sha: textAt(file, "sha"), ...(patch !== null && { hunks: hunksOf(patch) }) }];
      });
    },
  };
}

function statusOf(said: string): ChangedFile["status"] | undefined {
  if (said === "unchanged" || said === "") return undefined;
  if (said === "copied") return "added";
  return said === "added" || said === "removed" || said === "renamed" ? said : "modified";
}

/** The same from the two whole trees, where a rename is a removal and an addition. */
async function differingTrees(client: Client, memory: Memory, from: string, head: string): Promise<ChangedFile[]> {
  const commit = await client.get("/commits/{ref}", { ref: head, per_page: 1 });
  const [before, after] = await Promise.all(
    [await readTreeSha(client, memory, from), textAt(commit, "commit", "tree", "sha")].map(async (sha) => {
      const { entries } = await readTree(client, memory, sha);
      return new Map(entries.map((entry) => [entry.path, entry.sha]));
    }),
  );
  const paths = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].sort();
  return paths.flatMap((path): ChangedFile[] => {
    const [old, now] = [before?.get(path), after?.get(path)];
    if (old === now) return [];
    const status = old === undefined ? "added" : now === undefined ? "removed" : "modified";
    return [{ path, status, sha: now ?? old ?? "" }];
  });
}
