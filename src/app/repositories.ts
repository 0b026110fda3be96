import type { Octokit } from "@octokit/rest";
import { answered } from "../host/github/errors.ts";
import { textAt } from "../host/github/json.ts";
import { itemsIn, nextOf, readPages } from "../host/github/pages.ts";

/** A whole list, though installations come and go while it is read. */
export function listOf(octokit: Octokit, route: string, params: Readonly<Record<string, string>> = {}) {
  return readPages(async (asked) => {
    const { data, headers } = await octokit.request(`GET ${route}`, { ...params, ...asked });
    return {
      items: itemsIn(data, "repositories") ?? itemsIn(data, undefined) ?? [],
      next: nextOf(textAt(headers, "link")),
    };
  }, `GET ${route}`);
}

/**
 * The repositories of an installation, as GitHub's JSON. A server that can't list them (404) is searched for those of the
 * installation's account, forks left out, where it is installed on all of them; of all others webhooks tell.
 */
export async function repositoriesOf(octokit: Octokit, installation: unknown): Promise<readonly unknown[]> {
  try {
    return await listOf(octokit, "/installation/repositories");
  } catch (error) {
    const account = textAt(installation, "account", "login");
    if (!answered(error, 404) || account === "" || textAt(installation, "repository_selection") !== "all") throw error;
    const found = await listOf(octokit, "/search/repositories", { q: `user:${account}` });
    return found.filter((one) => textAt(one, "owner", "login").toLowerCase() === account.toLowerCase());
  }
}
