import { type Gap, match, withQuery } from "../exchange.ts";
import type { World } from "../world.ts";
import { everything, pageOf } from "./pages.ts";

/**
 * `since` on lists: GitHub gives what was updated at that second or later. The emulator ignores it on an issue's
 * comments, and elsewhere compares it with its milliseconds as text, which loses the second itself.
 * https://docs.github.com/en/rest/issues/comments#list-issue-comments
 */
export function since(world: World): Gap {
  return async (call, next) => {
    const from = call.query.get("since");
    if (from === null || call.method !== "GET") return next(call);
    const start = Date.parse(from);
    if (!match(call, "GET", "/repos/:owner/:repo/issues/:number/comments")) {
      return next(withQuery(call, { since: new Date(start).toISOString() }));
    }
    const all = await everything(withQuery(call, { since: undefined }), next);
    if (!Array.isArray(all)) return all;
    return pageOf(
      call,
      world.url,
      all.filter((comment) => Date.parse(comment.updated_at) >= start),
    );
  };
}
