import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import type { Branch } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";
import { at, textAt } from "./json.ts";
import type { Memory } from "./memory.ts";
import { permissionOf } from "./permission.ts";

const tenMinutes = 600_000;

export function repositorySource(
  client: Client,
  memory: Memory,
  branchTtl: number,
): Pick<Source, "repository" | "permission" | "labels" | "branch"> {
  const fetched = () => memory.brief("repository", tenMinutes, () => client.get(""));
  return {
    repository: async () => {
      const repository = await fetched();
      return {
        owner: textAt(repository, "owner", "login") || client.owner,
        name: textAt(repository, "name") || client.repo,
        defaultBranch: textAt(repository, "default_branch") || "main",
        url: textAt(repository, "html_url").replace(/\/+$/, ""),
        self: client.self,
        lacks: [...memory.lacks].sort(),
      };
    },
    permission: async ({ login }) =>
      permissionOf(await client.find("/collaborators/{username}/permission", { username: login })),
    labels: async () => (await client.list("/labels")).map((label) => textAt(label, "name")).filter(Boolean),
    branch: async ({ name }) => {
      const read = () => readBranch(client, memory, name);
      // Only the default branch is asked for again and again; who moves it says so by a push.
      const known = branchTtl > 0 && textAt(await fetched(), "default_branch") === name;
      return known ? memory.brief(`branch ${name}`, branchTtl, read) : read();
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
  const tree = told || (await readTreeSha(client, memory, sha));
  return { name, sha, tree, protected: at(branch, "protected") === true || memory.guarded.has(name) };
}

/** The SHA of a commit's tree. */
export async function readTreeSha(client: Client, memory: Memory, commit: string): Promise<string> {
  const known = memory.treeOfCommit.get(commit);
  if (known !== undefined) return known;
  const tree = textAt(await client.get("/git/commits/{commit_sha}", { commit_sha: commit }), "tree", "sha");
  if (tree !== "") memory.treeOfCommit.set(commit, tree);
  return tree;
}

export function repositorySink(client: Client): Pick<Sink, "branch" | "make-label"> {
  return {
    branch: async ({ name, from }) => {
      try {
        await client.write("POST", "/git/refs", { ref: `refs/heads/${name}`, sha: from });
        return { done: true, sha: from };
      } catch (error) {
        staleWhen(error, (one) => one.status === 409 || (one.status === 422 && /already exists/i.test(one.message)));
      }
    },
    "make-label": async ({ name, color, description }) => {
      try {
        const label = { name, color: color.replace(/^#/, ""), description: description.slice(0, 100) };
        await client.write("POST", "/labels", label);
        return { done: true };
      } catch (error) {
        // Somebody made it first? Then there it is.
        if (!answered(error, 422) || (await client.find("/labels/{name}", { name })) === null) throw error;
        return { done: true };
      }
    },
  };
}
