import { type Answer, bodyOf, type Call, type Gap, type Json, ok, withJson } from "../exchange.ts";
import { keyOf, type World } from "../world.ts";
import { everything, pageOf } from "./pages.ts";
import { corrected, readPull } from "./pull-state.ts";

/**
 * "Every pull request is an issue": lists of issues hold them, and they can be read and changed as issues, told apart
 * by their `pull_request` key. https://docs.github.com/en/rest/issues/issues
 */
export function issuesArePulls(world: World): Gap {
  const labelled = new Set<string>();

  async function asIssue(repo: string, number: number): Promise<Json> {
    return issueOf(await readPull(world, repo, number));
  }

  async function one(call: Call, repo: string, number: number, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const path = `/repos/${repo}/pulls/${number}`;
    if (call.method === "PATCH") {
      const { title, body, state, labels } = bodyOf(call) ?? {};
      const authorization = call.headers.authorization ?? "";
      const changed = await world.act("PATCH", path, authorization, { title, body, state });
      if (!ok(changed)) return changed;
      if (labels) await world.act("PUT", `/repos/${repo}/issues/${number}/labels`, authorization, { labels });
      return withJson(changed, await asIssue(repo, number));
    }
    const found = await next({ ...call, path });
    return ok(found) ? withJson(found, await asIssue(repo, number)) : found;
  }

  async function list(call: Call, repo: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const wanted = (name: string) => call.query.get(name) ?? "";
    const labels = wanted("labels").split(",").filter(Boolean);
    const mayHold = [...world.pulls.keys()].some(
      (key) => key.startsWith(`${repo.toLowerCase()}#`) && (labels.length === 0 || labelled.has(key)),
    );
    if (!mayHold || (wanted("milestone") && wanted("milestone") !== "none")) return next(call);
    const issues = await everything(call, next);
    if (!Array.isArray(issues)) return issues;
    const raw = await world.readAll(`/repos/${repo}/pulls?state=${wanted("state") || "open"}`);
    const pulls = raw
      .map((pull) => issueOf(corrected(world.pulls.get(keyOf(repo, pull.number)), pull)))
      .filter(
        (issue) =>
          labels.every((label) => issue.labels.some((given: Json) => given.name === label)) &&
          (!wanted("creator") || issue.user.login === wanted("creator")) &&
          (!wanted("assignee") || wanted("assignee") === "none") &&
          (!wanted("since") || Date.parse(issue.updated_at) >= Date.parse(wanted("since")) - 999),
      );
    const field = { updated: "updated_at", comments: "comments" }[wanted("sort")] ?? "created_at";
    const sign = wanted("direction") === "asc" ? 1 : -1;
    const order = (a: Json, b: Json) => (a[field] < b[field] ? -1 : a[field] > b[field] ? 1 : a.number - b.number);
    return pageOf(
      call,
      world.url,
      [...issues, ...pulls].sort((a, b) => sign * order(a, b)),
    );
  }

  return async (call, next) => {
    const path = /^\/repos\/([^/]+\/[^/]+)\/issues(?:\/(\d+)(\/labels)?)?$/.exec(call.path);
    if (!path) return next(call);
    const [, repo = "", number, part] = path;
    if (number === undefined) return call.method === "GET" ? list(call, repo, next) : next(call);
    const key = keyOf(repo, number);
    if (!world.pulls.has(key)) return next(call);
    if (part === undefined) return one(call, repo, Number(number), next);
    if (call.method !== "GET") labelled.add(key);
    return next(call);
  };
}

function issueOf(pull: Json): Json {
  const url = pull.issue_url;
  const { node_id, number, title, user, labels, state, locked, assignee, assignees, milestone, body } = pull;
  return {
    url,
    repository_url: url.replace(/\/issues\/\d+$/, ""),
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: pull.html_url,
    // The emulator keeps the two numberings apart; no issue of its own may share an id.
    id: 1_000_000_000 + pull.id,
    ...{ node_id, number, title, user, labels, state, locked, assignee, assignees, milestone, body },
    state_reason: null,
    comments: pull.comments ?? 0,
    created_at: pull.created_at,
    updated_at: pull.updated_at,
    closed_at: pull.closed_at,
    author_association: pull.author_association,
    draft: pull.draft,
    pull_request: {
      url: pull.url,
      html_url: pull.html_url,
      diff_url: pull.diff_url,
      patch_url: pull.patch_url,
      merged_at: pull.merged_at,
    },
    reactions: { url: `${url}/reactions`, total_count: 0 },
  };
}
