import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import { HostError, StaleError } from "../../model/errors.ts";
import { instantOf } from "../../model/time.ts";
import { type Git, GitFailure } from "./git.ts";
import { checkedOut } from "./working-tree.ts";

const heads = "refs/heads/";
const sha = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The branch that the work is merged to: what origin says, else what is configured and there, else what is checked out. */
export async function defaultBranchOf(git: Git): Promise<string> {
  const origin = (await git.find("symbolic-ref", "-q", "refs/remotes/origin/HEAD"))?.trim();
  if (origin?.startsWith("refs/remotes/origin/")) return origin.slice("refs/remotes/origin/".length);
  const configured = (await git.find("config", "--get", "init.defaultBranch"))?.trim();
  for (const name of [configured, "main", "master"]) {
    if (name && (await commitAt(git, heads + name)) !== null) return name;
  }
  const current = (await git.find("symbolic-ref", "-q", "HEAD"))?.trim();
  return current?.startsWith(heads) ? current.slice(heads.length) : (configured ?? "main");
}

/** The commit that a full ref name or an object name leads to, or null. */
export async function commitAt(git: Git, name: string): Promise<string | null> {
  if (!name.startsWith("refs/") && !sha.test(name)) return null;
  return (await git.find("rev-parse", "--verify", "-q", "--end-of-options", `${name}^{commit}`))?.trim() ?? null;
}

/** A branch's commit, or null; the default branch may be known only from origin. */
export async function tipOf(git: Git, name: string): Promise<string | null> {
  const own = await commitAt(git, heads + name);
  if (own !== null || name !== (await defaultBranchOf(git))) return own;
  return commitAt(git, `refs/remotes/origin/${name}`);
}

/** The commit of a branch name or object name; `HostError` where there is none. */
export async function commitOf(git: Git, ref: string): Promise<string> {
  const found = (await commitAt(git, ref)) ?? (await tipOf(git, ref));
  if (found !== null) return found;
  const message = `Unexpected ref ${ref}, expected a branch or commit of this clone: fetch it first (\`git fetch origin\`)`;
  throw new HostError(message, { status: 404, retryable: false });
}

export function refSource(git: Git): Pick<Source, "branch" | "branches"> {
  return {
    branch: async ({ name }) => {
      const tip = await tipOf(git, name);
      if (tip === null) return null;
      const [tree = "", seconds = ""] = (await git.run("log", "-1", "--format=%T %ct", tip)).trim().split(" ");
      return { name, sha: tip, tree, protected: false, committedAt: instantOf(Number(seconds) * 1000) };
    },
    branches: async ({ prefix }) => {
      const listed = await git.run("for-each-ref", "--format=%(objectname) %(refname)", heads);
      return listed
        .split("\n")
        .map((line) => ({ sha: line.slice(0, line.indexOf(" ")), ref: line.slice(line.indexOf(" ") + 1) }))
        .filter(({ ref }) => ref.startsWith(heads + prefix))
        .map(({ ref, sha }) => ({ name: ref.slice(heads.length), sha }));
    },
  };
}

export function refSink(git: Git): Pick<Sink, "branch" | "drop-branch"> {
  return {
    branch: async ({ name, from }) => {
      if ((await git.find("check-ref-format", heads + name)) === null) {
        const message = `Unexpected branch name ${JSON.stringify(name)}, expected one that git takes`;
        throw new HostError(message, { status: 422, retryable: false });
      }
      const commit = await commitOf(git, from);
      await moveRef(git, name, commit, "0".repeat(commit.length));
      return { done: true, sha: commit };
    },
    "drop-branch": async ({ name, at }) => {
      const tip = await commitAt(git, heads + name);
      if (tip === null) return { done: true };
      if (tip !== at) throw new StaleError(`Branch ${name} is at ${tip}, no longer at ${at}`);
      const place = await checkedOut(git, name);
      if (place !== undefined) {
        const message = `Unexpected branch ${name} checked out in ${place}, expected another: \`git switch\` to one first`;
        throw new HostError(message, { status: 409, retryable: false });
      }
      try {
        await git.run("update-ref", "-d", heads + name, at);
      } catch (error) {
        if (error instanceof GitFailure && (await commitAt(git, heads + name)) === null) return { done: true };
        throw error instanceof GitFailure ? new StaleError(error.message, { cause: error }) : error;
      }
      return { done: true };
    },
  };
}

/** Moves a branch from one commit to another, or makes it where `from` is all zeros; `StaleError` when it is elsewhere. */
export async function moveRef(git: Git, name: string, to: string, from: string): Promise<void> {
  try {
    await git.run("update-ref", "-m", "gitcident", heads + name, to, from);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    const at = (await commitAt(git, heads + name)) ?? "0".repeat(from.length);
    // Somebody else's lock is gone when we look again.
    if (at !== from || /\.lock'?: File exists/.test(error.message))
      throw new StaleError(error.message, { cause: error });
    throw new HostError(error.message, { status: 409, retryable: false }, { cause: error });
  }
}
