import { maxFileBytes, type Source } from "../../model/ask.ts";
import { HostError } from "../../model/errors.ts";
import type { TreeEntry } from "../../model/world.ts";
import { lru } from "../lru.ts";
import { type Git, GitFailure } from "./git.ts";
import { isSafePath } from "./path.ts";
import { commitAt, tipOf } from "./refs.ts";

/** An entry as git lists it. */
export interface Listed extends Omit<TreeEntry, "type"> {
  readonly mode: string;
  readonly type: TreeEntry["type"] | "folder";
}

const objectName = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function fileSource(git: Git): Pick<Source, "tree" | "file" | "blob" | "shared-config"> {
  const texts = lru<string>(64_000_000, (text) => text.length + 1);
  const textOf = async (sha: string, size: number): Promise<string | null> => {
    const known = texts.get(sha);
    if (known !== undefined) return known;
    if (size > maxFileBytes) return null;
    const text = decoded(await git.bytes(sha));
    if (text !== null) texts.set(sha, text);
    return text;
  };
  return {
    tree: async ({ sha }) => {
      checkObject(sha);
      const entries = parse(await missing(git.run("ls-tree", "-r", "-z", "-l", "--full-tree", sha), `tree ${sha}`));
      return entries.flatMap(({ mode: _, type, ...entry }) => (type === "folder" ? [] : [{ ...entry, type }]));
    },
    file: async ({ ref, path }) => {
      if (!isSafePath(path)) return null;
      const commit = (await commitAt(git, ref)) ?? (await tipOf(git, ref));
      const entry = commit === null ? undefined : await entryAt(git, commit, path);
      if (entry?.type !== "file") return null;
      const text = await textOf(entry.sha, entry.size);
      return text === null ? null : { path, text, sha: entry.sha };
    },
    blob: async ({ sha }) => {
      checkObject(sha);
      const known = texts.get(sha);
      if (known !== undefined) return known;
      return textOf(sha, Number(await missing(git.run("cat-file", "-s", sha), `blob ${sha}`)));
    },
    // Another repository is not in this clone.
    "shared-config": async () => null,
  };
}

/** What stands at a path of a commit, or undefined. */
export async function entryAt(git: Git, commit: string, path: string): Promise<Listed | undefined> {
  const listed = parse(await git.run("ls-tree", "-z", "-l", "--full-tree", commit, "--", path));
  return listed.find((entry) => entry.path === path);
}

/** The text of bytes, a byte order mark included; null where they are not UTF-8 or too many. */
export function decoded(bytes: Uint8Array): string | null {
  if (bytes.length > maxFileBytes) return null;
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** `<mode> <type> <sha> <size>\t<path>`, each ended by NUL. */
function parse(listed: string): readonly Listed[] {
  return listed.split("\0").flatMap((line): Listed[] => {
    const tab = line.indexOf("\t");
    const [mode = "", kind, sha = "", size] = line.slice(0, tab).trim().split(/ +/);
    if (tab === -1) return [];
    const type = kind === "tree" ? "folder" : kind === "commit" ? "module" : mode === "120000" ? "link" : "file";
    return [{ path: line.slice(tab + 1), mode, sha, size: Number(size) || 0, type }];
  });
}

function checkObject(sha: string): void {
  if (objectName.test(sha)) return;
  throw new HostError(`Unexpected object name ${JSON.stringify(sha)}, expected a SHA`, {
    status: 422,
    retryable: false,
  });
}

async function missing<T>(asked: Promise<T>, what: string): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const message = `Unexpected ${what}, expected one of this clone (${error.message})`;
    throw new HostError(message, { status: 404, retryable: false }, { cause: error });
  }
}
