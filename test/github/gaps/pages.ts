import { type Answer, answerJson, type Call, type Json, jsonOf, ok, withQuery } from "../exchange.ts";

/**
 * The page of `items` that a call asks for, with GitHub's Link header.
 * https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function pageOf(call: Call, url: string, items: readonly Json[]): Answer {
  const size = Math.min(100, Math.max(1, Number(call.query.get("per_page") ?? 30)));
  const page = Math.max(1, Number(call.query.get("page") ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string) => {
    const { query } = withQuery(call, { page: String(to), per_page: String(size) });
    return `<${url}${call.path}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, "prev")] : []),
    ...(page < last ? [link(page + 1, "next"), link(last, "last")] : []),
    ...(page > 1 ? [link(1, "first")] : []),
  ];
  const slice = items.slice((page - 1) * size, page * size);
  return answerJson(200, slice, links.length > 0 ? { link: links.join(", ") } : {});
}

/** Everything that a list call would give if it were not cut into pages, or the answer that refused it. */
export async function everything(call: Call, next: (call: Call) => Promise<Answer>): Promise<Json[] | Answer> {
  const all: Json[] = [];
  for (let page = 1; ; page++) {
    const answer = await next(withQuery(call, { page: String(page), per_page: "100" }));
    if (!ok(answer)) return answer;
    const items: Json[] = jsonOf(answer);
    all.push(...items);
    if (items.length < 100) return all;
  }
}
