import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import { StaleError } from "../../model/errors.ts";
import type { Branch } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";
import { at, instantOrNull, listAt, textAt } from "./json.ts";
import { branchPlace, type Memory } from "./memory.ts";
import { readRepository } from "./repository.ts";

const heads = "refs/heads/";

export function branchSource(client: Client, memory: Memory, branchTtl: number): Pick<Source, "branch" | "branches"> {
  return {
    branch: async ({ name }) => {
      const read = () => readBranch(client, memory, name);
      // Only the default branch is asked for again and again; who moves it says so by a push.
      const known = branchTtl > 0 && textAt(await readRepository(client, memory), "default_branch") === name;
      return known ? memory.brief(branchPlace(name), branchTtl, read) : read();
    },
    branches: async ({ prefix }) => {
      const refs = await client.get("/git/matching-refs/{ref}", { ref: `heads/${prefix}` });
      return listAt({ refs }, "refs")
        .map((ref) => ({ ref: textAt(ref, "ref"), sha: textAt(ref, "object", "sha") }))
        .filter(({ ref }) => ref.startsWith(heads + prefix))
        .map(({ ref, sha }) => ({ name: ref.slice(heads.length), sha }));
    },
  };
}

export async function readBranch(client: Client, memory: Memory, name: string): Promise<Branch | null> {
  const branch = await client.find("/branches/{branch}", { branch: name });
  const sha = textAt(branch, "commit", "sha");
  // A renamed branch redirects to its new name: the one that was asked for is not there.
  if (sha === "" || textAt(branch, "name") !== name) return null;
  const told = textAt(branch, "commit", "commit", "tree", "sha");
  if (told !== "") memory.treeOfCommit.set(sha, told);
  // Some servers tell of a branch's commit by its SHA alone.
  const commit = told === "" ? await readCommit(client, memory, sha) : at(branch, "commit", "commit");
  const tree = textAt(commit, "tree", "sha");
  const committedAt = instantOrNull(commit, "committer", "date") ?? undefined;
  const message = textAt(commit, "message");
  const isProtected = at(branch, "protected") === true || memory.guarded.has(name);
  return { name, sha, tree, protected: isProtected, committedAt, message };
}

/** The SHA of a commit's tree. */
export async function readTreeSha(client: Client, memory: Memory, commit: string): Promise<string> {
  const known = memory.treeOfCommit.get(commit);
  if (known !== undefined) return known;
  return textAt(await readCommit(client, memory, commit), "tree", "sha");
}

async function readCommit(client: Client, memory: Memory, commit: string): Promise<unknown> {
  const route = "/git/commits/{commit_sha}";
  const found = await memory.joined(`commit ${commit}`, () => client.get(route, { commit_sha: commit }));
  const tree = textAt(found, "tree", "sha");
  if (tree !== "") memory.treeOfCommit.set(commit, tree);
  return found;
}

export function branchSink(client: Client): Pick<Sink, "branch" | "drop-branch"> {
  return {
    branch: async ({ name, from }) => {
      try {
        await client.write("POST", "/git/refs", { ref: `refs/heads/${name}`, sha: from });
        return { done: true, sha: from };
      } catch (error) {
        staleWhen(error, (one) => one.status === 409 || (one.status === 422 && /already exists/i.test(one.message)));
      }
    },
    "drop-branch": async ({ name, at: expected }) => {
      const ref = await client.find("/git/ref/{ref}", { ref: `heads/${name}` });
      if (ref === null) return { done: true };
      const sha = textAt(ref, "object", "sha");
      if (sha !== expected) throw new StaleError(`Branch ${name} is at ${sha}, no longer at ${expected}`);
      try {
        await client.write("DELETE", "/git/refs/{ref}", { ref: `heads/${name}` });
      } catch (error) {
        // Somebody else deleted it in between (GitHub says 422, "Reference does not exist").
        if (!answered(error, 404) && !(answered(error, 422) && /does not exist/i.test(error.message))) throw error;
      }
      return { done: true };
    },
  };
}
