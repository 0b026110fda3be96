import { checkoutSource } from "../host/checkout/checkout-source.ts";
import { openObjects } from "../host/checkout/objects.ts";
import { newGate } from "../host/github/gate.ts";
import { gitHubHost } from "../host/github/github-host.ts";
import { textAt } from "../host/github/json.ts";
import { newMemory } from "../host/github/memory.ts";
import { connect } from "../host/github/octokit.ts";
import type { Host } from "../host/host.ts";
import { maskingSource } from "../host/secrets/masking-source.ts";
import { instantOf, msOf } from "../model/time.ts";
import type { Environment } from "./environment.ts";

export interface OpenedHost {
  readonly host: Host;
  readonly self: string;
  /** Whether files are read from a clone where it has them. */
  readonly checkout: boolean;
  /** Whether the server or the token refused check runs. */
  readonly lacksChecks: () => boolean;
  readonly close: () => void;
}

export interface OpenOptions {
  readonly environment: Environment;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person waits: such requests may use the rate limit's reserve. */
  readonly urgent: boolean;
  readonly log: (note: string) => void;
}

/** The repository of the run, as the run's token may see it. */
export async function openHost({ environment, env, urgent, log }: OpenOptions): Promise<OpenedHost> {
  const { owner, repo, apiUrl: baseUrl, token, now, workspace } = environment;
  const octokit = connect({ baseUrl, auth: { token }, gate: newGate() });
  const self = environment.login ?? (await askLogin(octokit));
  const memory = newMemory();
  const bare = gitHubHost({ octokit, owner, repo, self, log, memory, urgent });
  const objects = workspace === undefined ? undefined : openObjects(workspace, env);
  const source = maskingSource(objects ? checkoutSource(bare.source, objects) : bare.source);
  const offset = now === undefined ? 0 : msOf(now) - Date.now();
  return {
    host: {
      ...bare,
      now: () => instantOf(Date.now() + offset),
      // A token without checks must not keep a pull request from being read: findings are printed then.
      source: { ...source, repository: async (ask) => withChecks(await source.repository(ask)) },
    },
    self,
    checkout: objects !== undefined,
    lacksChecks: () => memory.lacks.has("checks"),
    close: () => objects?.close(),
  };
}

/** And no workflow is started by a button of a check run. */
function withChecks<T extends { readonly lacks: readonly string[] }>(repository: T): T {
  return { ...repository, lacks: [...repository.lacks.filter((one) => one !== "checks"), "check-buttons"] };
}

/** Who a token that is not the job's own belongs to; REST can't say it for an App's token. */
async function askLogin(octokit: ReturnType<typeof connect>): Promise<string> {
  try {
    const login = textAt(await octokit.graphql("{ viewer { login } }"), "viewer", "login");
    if (login !== "") return login;
  } catch {}
  throw new Error("Unexpected token of an unknown account, expected its name: set the input `login`, e.g. my-app[bot]");
}
