import { newGate } from "../host/github/gate.ts";
import { gitHubHost } from "../host/github/github-host.ts";
import { at, textAt } from "../host/github/json.ts";
import { newMemory } from "../host/github/memory.ts";
import { connect } from "../host/github/octokit.ts";
import type { Host } from "../host/host.ts";
import type { Git } from "../host/local/git.ts";
import { remoteOf } from "../host/local/repository.ts";
import { maskingSource } from "../host/secrets/masking-source.ts";
import { UsageError } from "./exit.ts";
import type { Io } from "./io.ts";
import { type Asked, nowGiven, textOf } from "./verb.ts";

/** A repository on GitHub, and the token that opens it. */
export interface RemotePlace {
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
  readonly baseUrl: string;
}

export function tokenIn(env: Io["env"]): string | undefined {
  return env["GITHUB_TOKEN"]?.trim() || env["GH_TOKEN"]?.trim() || undefined;
}

/** The repository that `--repo`, the workflow or the clone's remote names; undefined where none does. */
export async function repositoryNamed(asked: Asked, io: Io, git: Git | undefined): Promise<string | undefined> {
  const given = textOf(asked, "repo") ?? io.env["GITHUB_REPOSITORY"];
  if (given) {
    if (/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(given)) return given;
    throw new UsageError(`Unexpected repository ${given}, expected owner/name, e.g. --repo octo/shop`);
  }
  const remote = git ? await remoteOf(git) : undefined;
  if (!remote) return undefined;
  // A token goes to the server that the environment names, never to one that a clone names.
  if (!io.env["GITHUB_API_URL"] && new URL(remote.url).hostname !== "github.com") {
    const host = new URL(remote.url).hostname;
    throw new UsageError(
      `Unexpected remote on ${host} without GITHUB_API_URL, expected its API's address: set e.g. GITHUB_API_URL=https://${host}/api/v3`,
    );
  }
  return `${remote.owner}/${remote.name}`;
}

/** Where to reach GitHub, or a `UsageError` that says what is missing. */
export async function remotePlace(asked: Asked, io: Io, git: Git | undefined): Promise<RemotePlace> {
  const token = tokenIn(io.env);
  if (!token) {
    throw new UsageError(
      "Unexpected start without a token, expected one in GITHUB_TOKEN or GH_TOKEN: e.g. `GH_TOKEN=$(gh auth token) npx gitcident …`",
    );
  }
  const name = await repositoryNamed(asked, io, git);
  if (!name) throw new UsageError("Unexpected clone without a GitHub remote, expected --repo owner/name");
  const [owner = "", repo = ""] = name.split("/");
  const baseUrl = (io.env["GITHUB_API_URL"] || "https://api.github.com").replace(/\/+$/, "");
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new UsageError(
      `Unexpected GITHUB_API_URL ${baseUrl}, expected an address such as https://github.example.com/api/v3`,
    );
  }
  return { owner, repo, token, baseUrl };
}

export interface RemoteHost extends Host {
  /** Who the token acts as. */
  readonly self: string;
}

/** The host of a repository on GitHub. `as`: whose writes count as ours, where that is not the token's own account. */
export async function remoteHost(place: RemotePlace, asked: Asked, io: Io, as?: string): Promise<RemoteHost> {
  const { owner, repo, token, baseUrl } = place;
  const octokit = connect({ baseUrl, auth: { token }, gate: newGate({ patience: 60_000 }) });
  sayRequests(octokit, io);
  const self = as ?? (await loginOf(octokit));
  const bare = gitHubHost({ octokit, owner, repo, self, memory: newMemory(), urgent: true, log: io.err });
  const now = nowGiven(asked);
  return { ...bare, ...(now !== undefined && { now: () => now }), source: maskingSource(bare.source), self };
}

/** While GitHub is asked for over a second, a person sees that it is, and how often. */
export function sayRequests(octokit: ReturnType<typeof connect>, io: Io): void {
  const progress = io.progress("Asking GitHub");
  let asked = 0;
  let waiting = 0;
  octokit.hook.wrap("request", async (request, options) => {
    waiting++;
    progress.at(++asked);
    try {
      return await request(options);
    } finally {
      if (--waiting === 0) progress.end();
    }
  });
}

/** The account of a token. Of an App's and a workflow's only GraphQL tells; servers without it know people by REST. */
async function loginOf(octokit: ReturnType<typeof connect>): Promise<string> {
  const answer = await octokit.graphql("query { viewer { login } }").catch(() => undefined);
  const told = textAt(at(answer, "viewer"), "login");
  return told || textAt((await octokit.request("GET /user")).data, "login");
}
