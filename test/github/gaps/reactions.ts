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
  withJson,
} from "../exchange.ts";
import type { World } from "../world.ts";
import { pageOf } from "./pages.ts";

// https://docs.github.com/en/rest/reactions/reactions
const contents = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"];

/** Reactions to issues and issue comments, and their rollup in the JSON of both. */
export function reactions(world: World): Gap {
  /** By the address of the list, as the rollup names it. */
  const lists = new Map<string, Json[]>();
  let ids = 0;

  async function react(
    call: Call,
    list: string,
    target: string,
    next: (call: Call) => Promise<Answer>,
  ): Promise<Answer> {
    const subject = await next({
      ...call,
      method: "GET",
      path: target,
      query: new URLSearchParams(),
      body: Buffer.alloc(0),
    });
    if (!ok(subject)) return subject;
    const known = lists.get(list) ?? [];
    if (call.method === "GET") {
      const content = call.query.get("content");
      return pageOf(call, world.url, content ? known.filter((reaction) => reaction.content === content) : known);
    }
    const login = world.login(call);
    if (login === undefined) return refuse(401, "Requires authentication");
    const { content } = bodyOf(call) ?? {};
    if (!contents.includes(content)) return refuse(422, "Validation Failed");
    const before = known.find((reaction) => reaction.content === content && reaction.user.login === login);
    if (before) return answerJson(200, before);
    const user = { login, type: login.endsWith("[bot]") ? "Bot" : "User" };
    const made = {
      id: ++ids,
      node_id: `R_${ids}`,
      user,
      content,
      created_at: `${new Date().toISOString().slice(0, 19)}Z`,
    };
    lists.set(list, [...known, made]);
    return answerJson(201, made);
  }

  function rollUp(item: Json): Json {
    const given = lists.get(item?.reactions?.url);
    if (!given) return item;
    const counts = contents.map((content) => [content, given.filter((one) => one.content === content).length]);
    return { ...item, reactions: { ...item.reactions, total_count: given.length, ...Object.fromEntries(counts) } };
  }

  return async (call, next) => {
    for (const method of ["GET", "POST"]) {
      for (const pattern of [
        "/repos/:owner/:repo/issues/:number/reactions",
        "/repos/:owner/:repo/issues/comments/:id/reactions",
      ]) {
        if (!match(call, method, pattern)) continue;
        return react(call, `${world.url}${call.path}`, call.path.slice(0, -"/reactions".length), next);
      }
    }
    const gone = /^(.*\/reactions)\/(\d+)$/.exec(call.path);
    if (call.method === "DELETE" && gone) {
      const list = `${world.url}${gone[1]}`;
      const left = (lists.get(list) ?? []).filter((reaction) => reaction.id !== Number(gone[2]));
      if (left.length === (lists.get(list) ?? []).length) return refuse(404, "Not Found");
      lists.set(list, left);
      return answerJson(204);
    }
    const answer = await next(call);
    if (lists.size === 0 || !ok(answer) || !/^\/repos\/[^/]+\/[^/]+\/issues(\/|$)/.test(call.path)) return answer;
    const json = jsonOf(answer);
    if (Array.isArray(json)) return withJson(answer, json.map(rollUp));
    return json?.reactions ? withJson(answer, rollUp(json)) : answer;
  };
}
