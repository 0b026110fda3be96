import { basename } from "node:path";
import type { Source } from "../../model/ask.ts";
import { claimSeconds } from "../../model/claim.ts";
import type { Git } from "./git.ts";
import { type Remote, readRemote } from "./read-remote.ts";
import { defaultBranchOf } from "./refs.ts";

/** The repository that `origin` (or the only other remote) leads to; undefined where it is none of a forge. */
export async function remoteOf(git: Git): Promise<Remote | undefined> {
  const names = ((await git.find("remote")) ?? "").split("\n").filter(Boolean);
  const name = names.includes("origin") ? "origin" : names[0];
  // Not `remote get-url`: the address as it was given, before any rewriting to a mirror.
  const address = name === undefined ? null : await git.find("config", "--get", `remote.${name}.url`);
  return address === null ? undefined : readRemote(address.trim());
}

/** What a clone knows of its repository; of people it knows that whoever runs this may write. */
export function repositorySource(git: Git): Pick<Source, "repository" | "permission"> {
  return {
    repository: async () => ({
      ...((await remoteOf(git)) ?? { owner: "local", name: basename(git.root) || "repository", url: "" }),
      defaultBranch: await defaultBranchOf(git),
      self: "gitcident[bot]",
      lacks: ["reactions", "ready-for-review", "sub-issues", "checks", "issues", "pull-requests"],
      worker: { name: "local", claim: claimSeconds },
    }),
    permission: async () => "admin",
  };
}
