import type { Octokit } from "@octokit/rest";
import { type Gate, type GateLimits, newGate } from "../host/github/gate.ts";
import { gitHubHost } from "../host/github/github-host.ts";
import { at, numberAt, textAt } from "../host/github/json.ts";
import { type Memory, newMemory } from "../host/github/memory.ts";
import { connect } from "../host/github/octokit.ts";
import type { Host } from "../host/host.ts";
import { lru } from "../host/lru.ts";
import { maskingSource } from "../host/secrets/masking-source.ts";
import { HostError } from "../model/errors.ts";
import { nameOfPlace, type Place } from "./place.ts";
import { listOf, repositoriesOf } from "./repositories.ts";

export interface Hosts {
  /** Our login, e.g. `gitcident[bot]`. */
  readonly self: () => Promise<string>;
  /** The host of a repository. `urgent`: a person waits. */
  readonly hostOf: (place: Place, urgent: boolean) => Promise<Host>;
  /** Drops what is believed of a repository for a while: something of it has changed. */
  readonly forget: (place: Place) => void;
  /** Every repository that the App is installed on. An installation that can't be asked costs a note only. */
  readonly places: () => Promise<readonly Place[]>;
}

export interface HostsOptions {
  readonly baseUrl: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly note: (note: string) => void;
  readonly limits?: Partial<GateLimits> | undefined;
  /** Milliseconds by which lists may lag. */
  readonly lag?: number | undefined;
  /** Seconds that a claim takes, see `Worker`. */
  readonly claim?: number | undefined;
}

/** Repositories whose trees and texts are kept in memory at once. */
const mostPlaces = 100;

/** What the App may reach: hosts of repositories, one rate-limit gate for each installation. */
export function createHosts({ baseUrl, appId, privateKey, note, limits, lag, claim }: HostsOptions): Hosts {
  const app = connect({ baseUrl, auth: { appId, privateKey }, gate: newGate() });
  const installations = new Map<number, { readonly octokit: Octokit; readonly gate: Gate }>();
  const kept = lru<{ readonly memory: Memory; readonly hosts: Map<boolean, Host> }>(mostPlaces);
  let login: string | undefined;

  async function self(): Promise<string> {
    if (login !== undefined) return login;
    const slug = textAt((await app.request("GET /app")).data, "slug");
    if (slug === "") throw new HostError("Unexpected App without a slug", { status: 502, retryable: true });
    login = `${slug}[bot]`;
    return login;
  }

  function octokitOf(installationId: number): Octokit {
    const known = installations.get(installationId);
    if (known) return known.octokit;
    const gate = newGate(limits);
    const octokit = connect({ baseUrl, auth: { appId, privateKey, installationId }, gate });
    installations.set(installationId, { octokit, gate });
    return octokit;
  }

  async function hostOf(place: Place, urgent: boolean): Promise<Host> {
    const name = `${place.installation} ${nameOfPlace(place)}`;
    const one = kept.get(name) ?? {
      memory: newMemory({ ...(lag !== undefined && { lag }), ...(claim !== undefined && { claim }) }),
      hosts: new Map<boolean, Host>(),
    };
    kept.set(name, one);
    const known = one.hosts.get(urgent);
    if (known) return known;
    const { owner, repo } = place;
    const octokit = octokitOf(place.installation);
    const log = (said: string): void => note(`${nameOfPlace(place)}: ${said}`);
    const bare = gitHubHost({ octokit, owner, repo, self: await self(), log, memory: one.memory, urgent });
    const host = { ...bare, source: maskingSource(bare.source) };
    one.hosts.set(urgent, host);
    return host;
  }

  async function places(): Promise<readonly Place[]> {
    const all: Place[] = [];
    for (const found of await listOf(app, "/app/installations")) {
      const installation = numberAt(found, "id");
      if (textAt(found, "suspended_at") !== "") continue;
      try {
        const octokit = octokitOf(installation);
        for (const repository of await repositoriesOf(octokit, found)) {
          if (at(repository, "archived") === true || at(repository, "disabled") === true) continue;
          const [owner, repo] = [textAt(repository, "owner", "login"), textAt(repository, "name")];
          if (owner !== "" && repo !== "") all.push({ installation, owner, repo });
        }
      } catch (error) {
        note(`The repositories of installation ${installation} can't be listed: ${(error as Error).message}`);
      }
    }
    return all;
  }

  return {
    self,
    hostOf,
    places,
    forget: (place) => kept.get(`${place.installation} ${nameOfPlace(place)}`)?.memory.forget(),
  };
}
