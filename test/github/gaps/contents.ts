import { type Gap, jsonOf, match, ok, withJson } from "../exchange.ts";

/**
 * File contents: files over one megabyte come without them, and raw ones are text.
 * https://docs.github.com/en/rest/repos/contents#get-repository-content
 */
export function contents(): Gap {
  return async (call, next) => {
    const answer = await next(call);
    if (!match(call, "GET", "/repos/:owner/:repo/contents/*path") || !ok(answer)) return answer;
    if (answer.headers["content-type"] === "application/octet-stream") {
      const headers = { ...answer.headers, "content-type": "application/vnd.github.raw+json; charset=utf-8" };
      return { ...answer, headers };
    }
    const file = jsonOf(answer);
    if (!(file?.size > 1_048_576) || file.encoding !== "base64") return answer;
    return withJson(answer, { ...file, content: "", encoding: "none" });
  };
}
