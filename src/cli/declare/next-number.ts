import type { Git } from "../../host/local/git.ts";
import { issueIn } from "../../model/incident.ts";
import { walkFolder } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";

/** How many commits back the subjects are read for numbers of issues and pull requests. */
const subjects = 5000;

/**
 * The number after the highest that this clone knows of: incident files in the working tree and on any branch, incident
 * branches, and the issues and pull requests that commits name. GitHub numbers them all in one row.
 */
export async function nextNumber(git: Git, { root, config }: Workspace): Promise<number> {
  const refs = (await git.find("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")) ?? "";
  const log = (await git.find("log", "--branches", "--remotes", `--max-count=${subjects}`, "--format=%s")) ?? "";
  const names = (await git.find("ls-tree", "-r", "-z", "--name-only", "HEAD", "--", config.incidents)) ?? "";
  const files = walkFolder(root, config.incidents).files;
  const incidents = [...refs.split("\n"), ...names.split("\0"), ...files].flatMap((name) => issueIn(name) ?? []);
  const named = [...log.matchAll(/(?:^|[\s(])#([1-9]\d{0,8})\b/g)].map(([, number]) => Number(number));
  return [...incidents, ...named].reduce((most, one) => Math.max(most, one), 0) + 1;
}
