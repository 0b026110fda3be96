import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "./exit.ts";

/** The folder of a repository's working tree, without links in its path; found as git does, upwards from `cwd`. */
export function repositoryRoot(cwd: string): string {
  const start = folderAt(cwd);
  for (let at = start; ; at = dirname(at)) {
    if (isGit(join(at, ".git"))) return at;
    if (existsSync(join(at, "HEAD")) && existsSync(join(at, "objects")) && existsSync(join(at, "refs"))) {
      const message = `Unexpected bare repository ${at}, expected a clone with a working tree: run \`git clone ${at} work\` and start there`;
      throw new UsageError(message);
    }
    if (dirname(at) === at) break;
  }
  throw new UsageError(
    `Unexpected folder ${start}, expected one inside a git repository: run \`git init\`, or name one with --cwd`,
  );
}

function folderAt(cwd: string): string {
  const path = resolve(cwd);
  try {
    if (statSync(path).isDirectory()) return realpathSync(path);
  } catch {}
  throw new UsageError(`Unexpected --cwd ${path}, expected an existing folder`);
}

/** A folder with a HEAD, or the file that a worktree and a submodule have in its place. */
function isGit(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) return existsSync(join(path, "HEAD"));
  const to = /^gitdir: (.+?)\s*$/.exec(readFileSync(path, "utf8").slice(0, 5000))?.[1] ?? "";
  if (existsSync(join(resolve(dirname(path), to), "HEAD"))) return true;
  throw new UsageError(
    `Unexpected ${path} that leads to no repository (${to}), expected the one of this worktree or submodule: \`git worktree repair\` or \`git submodule update --init\` mends it`,
  );
}
