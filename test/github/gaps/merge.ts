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
import { keyOf, type World } from "../world.ts";
import { closeLinked } from "./closing.ts";
import { mergeTrees } from "./merge-trees.ts";
import type { Protection } from "./protection.ts";
import { corrected } from "./pull-state.ts";

/**
 * Merging a pull request: three-way, onto what the base branch is now. (The emulator takes the head's tree as it is and
 * the base as it was when the pull request was opened, so a second merge undoes the first.)
 * https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request
 */
export function merge(world: World, protection: Protection): Gap {
  async function mergeOne(call: Call, repo: string, number: string): Promise<Answer> {
    const found = await world.ask("GET", `/repos/${repo}/pulls/${number}`);
    if (!ok(found)) return found;
    const state = world.pulls.get(keyOf(repo, number));
    const pull = corrected(state, jsonOf(found));
    const body = bodyOf(call) ?? {};
    if (world.level(call) !== "write" && world.level(call) !== "admin")
      return refuse(403, "Resource not accessible by integration");
    if (!state || pull.merged || pull.state === "closed") return refuse(405, "Pull Request is not mergeable");
    if (pull.draft) return refuse(405, "Pull Request is still a draft");
    if (body.sha !== undefined && body.sha !== pull.head.sha) {
      return refuse(409, "Head branch was modified. Review and try the merge again.");
    }
    const objection = await protection.objectionToMerge(call, repo, pull);
    if (objection) return refuse(405, objection);

    const base = (await world.heads(repo)).get(pull.base.ref) as string;
    const tree = await mergeTrees(world, repo, base, pull.head.sha);
    if (tree === undefined) return refuse(405, "Pull Request is not mergeable");
    const authorization = call.headers.authorization ?? "";
    const message = messageOf(pull, body);
    const parents = (body.merge_method ?? "merge") === "merge" ? [base, pull.head.sha] : [base];
    const commit = await world.upstream.ask("POST", `/repos/${repo}/git/commits`, authorization, {
      message,
      tree,
      parents,
    });
    if (!ok(commit)) return commit;
    const { sha } = jsonOf(commit);

    const user = {
      ...pull.user,
      login: world.login(call),
      type: world.login(call)?.endsWith("[bot]") ? "Bot" : "User",
    };
    state.merged = { at: `${new Date().toISOString().slice(0, 19)}Z`, by: user, commit: sha, base };
    state.open = false;
    const ref = `/repos/${repo}/git/refs/heads/${pull.base.ref}`;
    const moved = await protection.lifted(() => world.act("PATCH", ref, authorization, { sha, force: false }));
    if (!ok(moved)) {
      Object.assign(state, { merged: undefined, open: true });
      return moved.status === 422 ? refuse(405, "Base branch was modified. Review and try the merge again.") : moved;
    }
    await world.upstream.ask("PATCH", `/repos/${repo}/pulls/${number}`, authorization, { state: "closed" });
    const { default_branch: main } = await world.repository(repo);
    if (pull.base.ref === main) await closeLinked(world, repo, [pull.body ?? ""], authorization);
    return answerJson(200, { sha, merged: true, message: "Pull Request successfully merged" });
  }

  return async (call, next) => {
    const path = match(call, "PUT", "/repos/:owner/:repo/pulls/:number/merge");
    const repo = path && `${path["owner"]}/${path["repo"]}`;
    if (path && repo)
      return world.exclusively(`merge ${repo.toLowerCase()}`, () => mergeOne(call, repo, path["number"] as string));
    const asked = match(call, "GET", "/repos/:owner/:repo/pulls/:number/merge");
    if (!asked) return next(call);
    const state = world.pulls.get(keyOf(`${asked["owner"]}/${asked["repo"]}`, asked["number"] as string));
    return state?.merged ? answerJson(204) : refuse(404, "Not Found");
  };
}

function messageOf(pull: Json, body: Json): string {
  if ((body.merge_method ?? "merge") !== "merge") {
    return [body.commit_title ?? `${pull.title} (#${pull.number})`, body.commit_message].filter(Boolean).join("\n\n");
  }
  const title = body.commit_title ?? `Merge pull request #${pull.number} from ${pull.head.label.replace(":", "/")}`;
  return `${title}\n\n${body.commit_message ?? pull.title}`;
}
