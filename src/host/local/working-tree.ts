import { realpathSync } from "node:fs";
import { HostError, StaleError } from "../../model/errors.ts";
import { type Git, GitFailure } from "./git.ts";

/** The working tree in which a branch is checked out: absolute, or undefined. */
export async function checkedOut(git: Git, branch: string): Promise<string | undefined> {
  const listed = await git.run("worktree", "list", "--porcelain", "-z");
  for (const block of listed.split("\0\0")) {
    const lines = block.split("\0");
    if (lines.includes(`branch refs/heads/${branch}`)) {
      const path = lines.find((line) => line.startsWith("worktree "))?.slice("worktree ".length);
      if (path !== undefined) return real(path);
    }
  }
  return undefined;
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Looking again does not help against what a person has not committed. */
const theirs = { status: 409, retryable: false };

/** Whether the working tree and the index have these files as the commit has them. Throws `HostError` where not. */
export async function checkClean(git: Git, branch: string, paths: readonly string[]): Promise<void> {
  const options = ["--porcelain=v1", "-z", "--untracked-files=all", "--ignored=traditional", "--no-renames"];
  const dirty = await git.run("status", ...options, "--", ...paths);
  if (dirty === "") return;
  const names = dirty
    .split("\0")
    .filter(Boolean)
    .map((line) => line.slice(3));
  const said = names.slice(0, 3).join(", ");
  throw new HostError(
    `Unexpected uncommitted changes of ${said} on the checked-out branch ${branch}, expected none: commit or stash them first`,
    theirs,
  );
}

/**
 * Brings index and working tree from one commit to another as a fast-forward does: other people's changes stay, links
 * are not followed, and nothing is touched where that can't be done (`HostError`; `StaleError` while another git is at work).
 */
export async function moveTree(git: Git, from: string, to: string): Promise<void> {
  await git.find("update-index", "-q", "--refresh");
  try {
    await git.run("read-tree", "-m", "-u", from, to);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const message = `Unexpected working tree in the way, expected none of its files changed: ${error.message}`;
    if (/index\.lock/.test(error.message)) throw new StaleError(message, { cause: error });
    throw new HostError(message, theirs, { cause: error });
  }
}
