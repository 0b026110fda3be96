import {
  type Answer,
  bodyOf,
  type Call,
  type Gap,
  type Json,
  jsonOf,
  match,
  ok,
  refuse,
  withBody,
  withJson,
} from "../exchange.ts";
import { keyOf, type World } from "../world.ts";
import { pageOf } from "./pages.ts";
import { corrected, listed, openPullsFrom, remember } from "./pull-state.ts";

/**
 * Pull requests as GitHub has them: their head follows the branch, `draft` can't be patched, one branch has one open
 * pull request, and lists are shorter than the thing itself.
 * https://docs.github.com/en/rest/pulls/pulls
 */
export function pulls(world: World): Gap {
  async function open(call: Call, repo: string, next: (call: Call) => Promise<Answer>): Promise<Answer> {
    const { head, base } = bodyOf(call) ?? {};
    if (typeof head !== "string" || typeof base !== "string") return next(call);
    const branch = head.includes(":") ? head.slice(head.indexOf(":") + 1) : head;
    const foreign = head.includes(":") && head.split(":")[0]?.toLowerCase() !== repo.split("/")[0]?.toLowerCase();
    if (!foreign) {
      const heads = await world.heads(repo);
      for (const [field, ref] of [
        ["head", branch],
        ["base", base],
      ] as const) {
        if (!heads.has(ref)) return invalid({ resource: "PullRequest", field, code: "invalid" });
      }
      if (openPullsFrom(world, repo, branch).length > 0) {
        return invalid({
          resource: "PullRequest",
          code: "custom",
          message: `A pull request already exists for ${repo.split("/")[0]}:${branch}.`,
        });
      }
      const compared = await world.read(
        `/repos/${repo}/compare/${encodeURIComponent(base)}...${encodeURIComponent(branch)}`,
      );
      if (compared.ahead_by === 0) {
        return invalid({
          resource: "PullRequest",
          code: "custom",
          message: `No commits between ${base} and ${branch}`,
        });
      }
    }
    const answer = await next(call);
    if (ok(answer)) remember(world, repo, jsonOf(answer));
    return answer;
  }

  async function patch(
    call: Call,
    repo: string,
    number: string,
    next: (call: Call) => Promise<Answer>,
  ): Promise<Answer> {
    const { draft: _, ...body } = bodyOf(call) ?? {};
    const state = world.pulls.get(keyOf(repo, number));
    if (!state) return next(withBody(call, body));
    const before = { open: state.open, head: state.head };
    if (body.state === "open" && !state.open) {
      const head = (await world.heads(state.headRepo)).get(state.headRef);
      if (state.merged || head === undefined) return refuse(422, "Validation Failed");
      Object.assign(state, { open: true, head });
    }
    if (body.state === "closed") state.open = false;
    const answer = await next(withBody(call, body));
    if (!ok(answer)) Object.assign(state, before);
    return answer;
  }

  /** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
  async function compared(call: Call, repo: string, number: string, part: "files" | "commits"): Promise<Answer> {
    const found = await world.ask("GET", `/repos/${repo}/pulls/${number}`);
    if (!ok(found)) return found;
    const pull = corrected(world.pulls.get(keyOf(repo, number)), jsonOf(found));
    const base = pull.merged ? pull.base.sha : ((await world.heads(repo)).get(pull.base.ref) ?? pull.base.sha);
    const { [part]: items } = await world.read(`/repos/${repo}/compare/${base}...${pull.head.sha}`);
    return pageOf(call, world.url, items);
  }

  return async (call, next) => {
    const path = /^\/repos\/([^/]+\/[^/]+)\/pulls(?:\/(\d+)(\/\w+)?)?$/.exec(call.path);
    if (!path) return next(call);
    const [, repo = "", number, part] = path;
    if (call.method === "GET" && number && (part === "/files" || part === "/commits")) {
      return compared(call, repo, number, part === "/files" ? "files" : "commits");
    }
    const opening = match(call, "POST", "/repos/:owner/:repo/pulls");
    const answer = await (opening
      ? world.exclusively(`pulls ${repo}`, () => open(call, repo, next))
      : call.method === "PATCH" && number
        ? patch(call, repo, number, next)
        : next(call));
    if (!ok(answer)) return answer;
    const json = jsonOf(answer);
    if (Array.isArray(json) && !number) {
      const all = json.map((pull: Json) => listed(corrected(world.pulls.get(keyOf(repo, pull.number)), pull)));
      return withJson(answer, all);
    }
    return json?.head?.repo ? withJson(answer, corrected(world.pulls.get(keyOf(repo, json.number)), json)) : answer;
  };
}

function invalid(error: object): Answer {
  return refuse(422, "Validation Failed", { errors: [error] });
}
