import {
  type Answer,
  answerJson,
  bodyOf,
  type Call,
  type Gap,
  type Json,
  jsonOf,
  match,
  ok,
  refuse,
} from "../exchange.ts";
import type { World } from "../world.ts";
import { pageOf } from "./pages.ts";

/** Sub-issues. https://docs.github.com/en/rest/issues/sub-issues */
export function subIssues(world: World): Gap {
  /** Addresses of issues by their database id, learnt as they are made. */
  const known = new Map<number, string>();
  const children = new Map<string, number[]>();
  const parents = new Map<number, string>();

  async function issueAt(path: string): Promise<Json> {
    const answer = await world.ask("GET", path);
    return ok(answer) ? jsonOf(answer) : undefined;
  }

  async function add(call: Call, parent: string): Promise<Answer> {
    const { sub_issue_id: id, replace_parent: replace } = bodyOf(call) ?? {};
    const child = known.get(id);
    const issue = await issueAt(parent);
    if (!issue || child === undefined) return refuse(404, "The provided sub-issue does not exist");
    const before = parents.get(id);
    if (before !== undefined && !replace) {
      return refuse(
        422,
        "An error occured while adding the sub-issue to the parent issue. Issue may not contain duplicate sub-issues and Sub issue may only have one parent",
      );
    }
    if (child === parent) return refuse(422, "Sub issue may not be its own parent");
    if (before !== undefined)
      children.set(
        before,
        (children.get(before) ?? []).filter((one) => one !== id),
      );
    children.set(parent, [...(children.get(parent) ?? []), id]);
    parents.set(id, parent);
    return answerJson(201, issue);
  }

  return async (call, next) => {
    const path = /^(\/repos\/[^/]+\/[^/]+\/issues\/\d+)\/(sub_issues?|parent)$/.exec(call.path);
    if (path) {
      const issue = path[1] as string;
      if (call.method !== "GET" && world.level(call) !== "write" && world.level(call) !== "admin")
        return refuse(403, "Forbidden");
      if (call.method === "POST") return add(call, issue);
      if (call.method === "GET" && path[2] === "sub_issues") {
        const ids = children.get(issue) ?? [];
        return pageOf(call, world.url, await Promise.all(ids.map((id) => issueAt(known.get(id) as string))));
      }
      if (call.method === "GET" && path[2] === "parent") {
        const own = await issueAt(issue);
        const parent = own && parents.get(own.id);
        return parent ? answerJson(200, await issueAt(parent)) : refuse(404, "Not Found");
      }
      if (call.method === "DELETE") {
        const { sub_issue_id: id } = bodyOf(call) ?? {};
        if (parents.get(id) !== issue) return refuse(404, "Not Found");
        parents.delete(id);
        children.set(
          issue,
          (children.get(issue) ?? []).filter((one) => one !== id),
        );
        return answerJson(200, await issueAt(issue));
      }
    }
    const answer = await next(call);
    if (ok(answer) && match(call, "POST", "/repos/:owner/:repo/issues")) {
      const issue = jsonOf(answer);
      known.set(issue.id, new URL(issue.url).pathname);
    }
    return answer;
  };
}
