import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Effect, FileChange, Sink } from "../../model/effect.ts";
import { HostError, StaleError } from "../../model/errors.ts";
import { decoded, entryAt } from "./files.ts";
import { type Git, GitFailure } from "./git.ts";
import { checkPath } from "./path.ts";
import { commitAt, moveRef } from "./refs.ts";
import { checkClean, checkedOut, moveTree } from "./working-tree.ts";

/** Commits with an index of their own; the working tree follows only where the branch is checked out and untouched. */
export function commitSink(git: Git): Pick<Sink, "commit"> {
  return {
    commit: async (effect) => {
      const changed = effect.files.filter((file) => file.before !== file.after);
      for (const { path } of changed) checkPath(path);
      const tip = await commitAt(git, `refs/heads/${effect.branch}`);
      if (changed.length === 0 && effect.onto === undefined) return { done: true, ...(tip !== null && { sha: tip }) };
      if (tip === null) throw new StaleError(`Branch ${effect.branch} is gone`);
      if (effect.parent !== undefined && effect.parent !== tip) {
        throw new StaleError(`Branch ${effect.branch} is at ${tip}, no longer at ${effect.parent}`);
      }
      const base = effect.onto === undefined ? tip : await ontoOf(git, effect.onto);
      const modes = await Promise.all(changed.map((file) => modeFor(git, base, file)));
      const paths = changed.map(({ path }) => path);
      const place = await checkedOut(git, effect.branch);
      if (place === git.root) await checkClean(git, effect.branch, paths);
      else if (place !== undefined) throw elsewhere(effect.branch, place);
      const tree = await writeTree(git, base, changed, modes);
      const commit = await writeCommit(git, effect, tree, [...new Set([tip, base])]);
      if (place === git.root) await moveTree(git, tip, commit);
      try {
        await moveRef(git, effect.branch, commit, tip);
      } catch (error) {
        if (place === git.root) await moveTree(git, commit, tip);
        throw error;
      }
      return { done: true, sha: commit };
    },
  };
}

async function ontoOf(git: Git, onto: string): Promise<string> {
  const commit = await commitAt(git, onto);
  if (commit !== null) return commit;
  throw new HostError(`Unexpected commit ${onto}, expected one of this clone`, { status: 404, retryable: false });
}

function elsewhere(branch: string, place: string): HostError {
  const message = `Unexpected branch ${branch} checked out in another working tree (${place}), expected it here or nowhere: run it there`;
  return new HostError(message, { status: 409, retryable: false });
}

/** Compares what is there with `before`, and returns the mode that the file keeps. */
async function modeFor(git: Git, base: string, { path, before }: FileChange): Promise<string> {
  const folders = path.split("/").slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth++) {
    const above = folders.slice(0, depth).join("/");
    const entry = await entryAt(git, base, above);
    if (entry && entry.type !== "folder") throw inTheWay(above, entry.type);
  }
  const entry = await entryAt(git, base, path);
  if (entry && entry.type !== "file") throw inTheWay(path, entry.type);
  const text = entry ? decoded(await git.bytes(entry.sha)) : null;
  if (text !== before || (entry === undefined) !== (before === null)) {
    throw new StaleError(`${path} is no longer what the plan was made from`);
  }
  return entry?.mode ?? "100644";
}

const kinds = { link: "a symbolic link", module: "a submodule", folder: "a folder", file: "a file" } as const;

function inTheWay(path: string, type: keyof typeof kinds): HostError {
  const message = `Unexpected ${kinds[type]} at ${path}, expected nothing in the way of a file: remove or rename it`;
  return new HostError(message, { status: 409, retryable: false });
}

async function writeTree(
  git: Git,
  base: string,
  files: readonly FileChange[],
  modes: readonly string[],
): Promise<string> {
  const folder = (await git.run("rev-parse", "--absolute-git-dir")).replace(/\n$/, "");
  const own = mkdtempSync(join(folder, "gitcident-"));
  try {
    const lines: string[] = [];
    for (const [at, { path, after }] of files.entries()) {
      const mode = after === null ? "0" : (modes[at] ?? "100644");
      // Its bytes as they are: no filter of the clone's attributes may change them.
      const blob =
        after === null
          ? "0".repeat(base.length)
          : await git.with({ input: after }).run("hash-object", "-w", "--no-filters", "--stdin");
      lines.push(`${mode} ${blob.trim()}\t${path}\0`);
    }
    const index = join(own, "index");
    await git.with({ index }).run("read-tree", base);
    await git.with({ index, input: lines.join("") }).run("update-index", "-z", "--index-info");
    return (await git.with({ index }).run("write-tree")).trim();
  } catch (error) {
    throw error instanceof GitFailure
      ? new HostError(error.message, { status: 409, retryable: false }, { cause: error })
      : error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function writeCommit(
  git: Git,
  { message }: Effect<"commit">,
  tree: string,
  parents: readonly string[],
): Promise<string> {
  try {
    const parented = parents.flatMap((parent) => ["-p", parent]);
    return (await git.with({ input: message }).run("commit-tree", tree, ...parented, "-F", "-")).trim();
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const said = /ident|tell me who you are/i.test(error.message)
      ? 'Unexpected commit without an author, expected a name and an address: run `git config user.name "Your Name"` and `git config user.email you@example.com`'
      : error.message;
    throw new HostError(said, { status: 422, retryable: false }, { cause: error });
  }
}
