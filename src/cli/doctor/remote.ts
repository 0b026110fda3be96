import { newGate } from "../../host/github/gate.ts";
import { at, listAt, textAt } from "../../host/github/json.ts";
import { connect } from "../../host/github/octokit.ts";
import type { Config } from "../../model/config.ts";
import { HostError } from "../../model/errors.ts";
import type { Io } from "../io.ts";
import { type RemotePlace, sayRequests } from "../remote.ts";
import type { Diagnosis } from "./run.ts";

/** What GitHub lets the token do. Throws `HostError` where GitHub can't be reached or does not know the repository. */
export async function inspectRemote(
  { owner, repo, token, baseUrl }: RemotePlace,
  io: Io,
  config: Config,
): Promise<readonly Diagnosis[]> {
  const octokit = connect({ baseUrl, auth: { token }, gate: newGate() });
  sayRequests(octokit, io);
  const { data } = await octokit.request("GET /repos/{owner}/{repo}", { owner, repo });
  const may = (level: string): boolean => at(data, "permissions", level) === true;
  const known = at(data, "permissions") !== undefined;
  const branch = textAt(data, "default_branch") || "main";
  return [
    { name: "GitHub", state: "ok", says: `${owner}/${repo} at ${baseUrl}` },
    !known || may("push") || may("admin") || may("maintain")
      ? { name: "token", state: "ok", says: known ? "may write" : "reaches the repository" }
      : {
          name: "token",
          state: "missing",
          says: "may only read",
          mend: "use a token with write access to contents, issues, pull requests and checks",
        },
    at(data, "has_issues") === false
      ? {
          name: "issues",
          state: "missing",
          says: "switched off for this repository",
          mend: "Settings → General → Features → Issues",
        }
      : { name: "issues", state: "ok", says: "switched on" },
    await labelOf(octokit, owner, repo, config.label),
    await requiredOf(octokit, owner, repo, branch),
  ];
}

type Client = ReturnType<typeof connect>;

async function labelOf(octokit: Client, owner: string, repo: string, name: string): Promise<Diagnosis> {
  const found = await octokit.request("GET /repos/{owner}/{repo}/labels/{name}", { owner, repo, name }).catch(absent);
  return found
    ? { name: "label", state: "ok", says: name }
    : {
        name: "label",
        state: "note",
        says: `no label ${name} yet: the first declaration makes it`,
        mend: `gh label create ${name}`,
      };
}

/** Whether the check must pass before a merge; only administrators may see classic protection. */
async function requiredOf(octokit: Client, owner: string, repo: string, branch: string): Promise<Diagnosis> {
  const found = await octokit
    .request("GET /repos/{owner}/{repo}/branches/{branch}", { owner, repo, branch })
    .catch(absent);
  const contexts = listAt(at(found, "data", "protection", "required_status_checks"), "contexts");
  if (contexts.includes("gitcident / post-mortem"))
    return { name: "required check", state: "ok", says: `on ${branch}` };
  return {
    name: "required check",
    state: "note",
    says: `can't be seen on ${branch}: a post-mortem with findings could be merged`,
    mend: "Settings → Rules → require the check `gitcident / post-mortem`",
  };
}

function absent(error: unknown): undefined {
  if (error instanceof HostError && [403, 404].includes(error.status)) return undefined;
  throw error;
}
