import { type Gap, jsonOf, match, ok, withJson } from "../exchange.ts";
import type { World } from "../world.ts";

/** A branch shows its commit with its tree. https://docs.github.com/en/rest/branches/branches#get-a-branch */
export function branches(world: World): Gap {
  return async (call, next) => {
    const answer = await next(call);
    const named = match(call, "GET", "/repos/:owner/:repo/branches/*branch");
    if (!named || !ok(answer)) return answer;
    const branch = jsonOf(answer);
    const sha = branch?.commit?.sha;
    if (typeof sha !== "string" || branch.commit.commit?.tree) return answer;
    const { tree, message, committer, author } = await world.read(
      `/repos/${named["owner"]}/${named["repo"]}/git/commits/${sha}`,
    );
    return withJson(answer, { ...branch, commit: { ...branch.commit, commit: { message, tree, committer, author } } });
  };
}
