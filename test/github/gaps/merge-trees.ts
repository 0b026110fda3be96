import type { Json } from "../exchange.ts";
import { jsonOf, ok } from "../exchange.ts";
import type { World } from "../world.ts";

interface Entry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

/**
 * The tree that three-way merging `head` into `base` gives, file by file; undefined where both changed the same file.
 * https://docs.github.com/en/rest/git/trees
 */
export async function mergeTrees(world: World, repo: string, base: string, head: string): Promise<string | undefined> {
  const { merge_base_commit: ancestor } = await world.read(`/repos/${repo}/compare/${base}...${head}`);
  const [old, ours, theirs] = await Promise.all([
    filesOf(world, repo, ancestor.sha),
    filesOf(world, repo, base),
    filesOf(world, repo, head),
  ]);
  const changes: Json[] = [];
  for (const path of new Set([...old.files.keys(), ...theirs.files.keys()])) {
    const [was, mine, its] = [old.files.get(path), ours.files.get(path), theirs.files.get(path)];
    if (same(was, its) || same(mine, its)) continue;
    if (!same(was, mine)) return undefined;
    changes.push(its ?? { path, mode: (was as Entry).mode, type: (was as Entry).type, sha: null });
  }
  if (changes.length === 0) return ours.sha;
  const made = await world.ask("POST", `/repos/${repo}/git/trees`, { base_tree: ours.sha, tree: changes });
  if (!ok(made)) throw new Error(`Unexpected ${made.status} from the emulator for a tree, expected 201: ${made.body}`);
  return jsonOf(made).sha;
}

async function filesOf(
  world: World,
  repo: string,
  commit: string,
): Promise<{ sha: string; files: Map<string, Entry> }> {
  const { sha, tree } = await world.read(`/repos/${repo}/git/trees/${commit}?recursive=1`);
  const files = tree.filter((entry: Entry) => entry.type !== "tree");
  return {
    sha,
    files: new Map(files.map(({ path, mode, type, sha: blob }: Entry) => [path, { path, mode, type, sha: blob }])),
  };
}

function same(one: Entry | undefined, other: Entry | undefined): boolean {
  return one?.sha === other?.sha && one?.mode === other?.mode;
}
