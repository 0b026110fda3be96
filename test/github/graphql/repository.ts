import type { Json } from "../exchange.ts";
import { type Caller, failure } from "./caller.ts";
import { actor, blob, connection, issue, labels, pull } from "./shapes.ts";

/** https://docs.github.com/en/graphql/reference/objects#repository */
export function repositoryOf(caller: Caller, repo: Json, assignable: readonly string[]): Json {
  const { repo: at, find, page } = caller;
  const encode = (path: string) => path.split("/").map(encodeURIComponent).join("/");

  function commit(sha: string): Json {
    return {
      __typename: "Commit",
      oid: sha,
      message: async () => (await find(`${at}/git/commits/${sha}`)).message,
      committedDate: async () => (await find(`${at}/git/commits/${sha}`)).committer.date,
      tree: async () => ({ oid: (await find(`${at}/git/commits/${sha}`)).tree.sha }),
      file: async ({ path }: Json) => {
        const found = await find(`${at}/contents/${encode(path)}?ref=${sha}`);
        if (!found) return null;
        if (Array.isArray(found)) return { oid: "", mode: 0o040000, type: "tree", object: null };
        const mode = found.type === "symlink" ? 0o120000 : 0o100644;
        const object = () => blobAt(found.sha);
        return { oid: found.sha, mode, type: "blob", object };
      },
    };
  }

  async function blobAt(sha: string): Promise<Json> {
    const found = await find(`${at}/git/blobs/${sha}`);
    return found ? blob(sha, found.size, found.content) : null;
  }

  async function ref({ qualifiedName }: Json): Promise<Json> {
    const name = qualifiedName.replace(/^refs\/heads\//, "");
    const found = await find(`${at}/branches/${encodeURIComponent(name)}`);
    if (!found || found.name !== name) return null;
    return { name, target: commit(found.commit.sha), refUpdateRule: found.protected ? { pattern: name } : null };
  }

  const issueIn = (one: Json) => issue(caller, one);

  return {
    id: repo.node_id,
    name: repo.name,
    nameWithOwner: repo.full_name,
    ref,
    refs: async ({ refPrefix, first, after }: Json) => {
      const before = Number(after ?? 0);
      const refs: Json[] = await find(`${at}/git/matching-refs/${encode(refPrefix.replace(/^refs\//, ""))}`);
      const shown = refs.slice(before, before + first).map(({ ref: name, object }) => ({
        name: name.slice(refPrefix.length),
        target: commit(object.sha),
      }));
      return connection(shown, refs.length > before + first, before);
    },
    object: async ({ oid }: Json) => {
      const found = await find(`${at}/git/commits/${oid}`);
      return found ? commit(oid) : blobAt(oid);
    },
    issue: async ({ number }: Json) => {
      const found = await find(`${at}/issues/${number}`);
      if (found && !found.pull_request) return issueIn(found);
      throw failure("NOT_FOUND", `Could not resolve to an Issue with the number of ${number}.`);
    },
    issues: async ({ first, after, labels: wanted, states, filterBy }: Json) => {
      const since = filterBy?.since ? `&since=${filterBy.since}` : "";
      const state = states.length === 2 ? "all" : states[0].toLowerCase();
      const asked = `labels=${encodeURIComponent(wanted[0])}&state=${state}${since}`;
      const list = `${at}/issues?${asked}&sort=created&direction=asc`;
      const { items, more, before } = await page(list, first, after);
      return connection(items.filter((one) => !one.pull_request).map(issueIn), more, before);
    },
    assignableUsers: async () => {
      const users = await Promise.all(assignable.map((login) => find(`/users/${encodeURIComponent(login)}`)));
      return connection(users.filter(Boolean).map(actor));
    },
    label: async ({ name }: Json) => {
      const found = await find(`${at}/labels/${encodeURIComponent(name)}`);
      return found ? { id: found.node_id, name: found.name } : null;
    },
    labels: async ({ first, after }: Json) => {
      const { items, more, before } = await page(`${at}/labels?`, first, after);
      return labels(items, more, before);
    },
    pullRequest: async ({ number }: Json) => {
      const found = await find(`${at}/pulls/${number}`);
      if (found) return pull(found);
      throw failure("NOT_FOUND", `Could not resolve to a PullRequest with the number of ${number}.`);
    },
    issueOrPullRequest: async ({ number }: Json) => {
      const found = await find(`${at}/issues/${number}`);
      if (!found)
        throw failure("NOT_FOUND", `Could not resolve to an issue or pull request with the number of ${number}.`);
      return { __typename: found.pull_request ? "PullRequest" : "Issue", closed: found.state === "closed" };
    },
    pullRequests: async ({ first, after, headRefName, states }: Json) => {
      const state = states?.length === 1 ? states[0].toLowerCase() : "all";
      const head = headRefName ? `&head=${repo.owner.login}:${encodeURIComponent(headRefName)}` : "";
      const list = `${at}/pulls?state=${state}&sort=created&direction=desc${head}`;
      const { items, more, before } = await page(list, first, after);
      return connection(items.map(pull), more, before);
    },
  };
}
