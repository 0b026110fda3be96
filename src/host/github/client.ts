import type { Octokit } from "@octokit/rest";
import { HostError } from "../../model/errors.ts";
import { answered } from "./errors.ts";
import { textAt } from "./json.ts";
import { itemsIn, nextOf, readPages } from "./pages.ts";

/** One repository's API: routes relative to `/repos/{owner}/{repo}`, answers as unread JSON, failures as `HostError`. */
export interface Client {
  readonly owner: string;
  readonly repo: string;
  readonly self: string;
  readonly log: (note: string) => void;
  /** One read. Throws where GitHub answers 404. */
  readonly get: (route: string, params?: Params) => Promise<unknown>;
  /** One read, null where GitHub answers 404 or 410 (deleted). */
  readonly find: (route: string, params?: Params) => Promise<unknown>;
  /** The whole of a list, which may be inside an object's `field`, see `readPages`. */
  readonly list: (route: string, params?: Params, field?: string) => Promise<readonly unknown[]>;
  /** The whole of a list that is not the repository's: its route is from the API's root. */
  readonly listAll: (route: string, params: Params) => Promise<readonly unknown[]>;
  /** One write, sent once. */
  readonly write: (method: "POST" | "PUT" | "PATCH" | "DELETE", route: string, params?: Params) => Promise<unknown>;
  /** One GraphQL document. `creates`: how many things it makes that count against GitHub's limit on new content. */
  readonly graphql: (query: string, variables: Params, asked?: GraphqlAsked) => Promise<unknown>;
}

export interface GraphqlAsked {
  /** Whether it only reads, so that it may be sent again. */
  readonly reads?: boolean;
  readonly creates?: number;
}

export type Params = Readonly<Record<string, unknown>>;

export interface ClientOptions {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
  readonly self: string;
  readonly log: (note: string) => void;
  /** Whether requests may use the reserve of the rate limit. */
  readonly urgent: boolean;
}

export function clientOf({ octokit, owner, repo, self, log, urgent }: ClientOptions): Client {
  const call = (method: string, route: string, params: Params = {}) =>
    octokit.request(`${method} /repos/{owner}/{repo}${route}`, { owner, repo, ...params, request: { urgent } });
  const callAll = (route: string, params: Params) =>
    octokit.request(`GET ${route}`, { ...params, request: { urgent } });
  const pages = (route: string, field: string | undefined, ask: (asked: Params) => ReturnType<typeof callAll>) =>
    readPages(async (asked) => {
      const answer = await ask(asked);
      const items = itemsIn(answer.data, field);
      if (!items) {
        throw new HostError(`Unexpected answer to GET ${route}, expected a list`, { status: 502, retryable: true });
      }
      return { items, next: nextOf(textAt(answer.headers, "link")) };
    }, `GET ${route}`);
  const get = async (route: string, params?: Params): Promise<unknown> => (await call("GET", route, params)).data;
  return {
    owner,
    repo,
    self,
    log,
    get,
    find: async (route, params) => {
      try {
        return await get(route, params);
      } catch (error) {
        if (answered(error, 404, 410)) return null;
        throw error;
      }
    },
    list: (route, params, field) => pages(route, field, (asked) => call("GET", route, { ...params, ...asked })),
    listAll: (route, params) => pages(route, undefined, (asked) => callAll(route, { ...params, ...asked })),
    write: async (method, route, params) => (await call(method, route, params)).data,
    graphql: (query, variables, asked) => octokit.graphql(query, { ...variables, request: { urgent, ...asked } }),
  };
}
