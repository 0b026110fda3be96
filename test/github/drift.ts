import { answerJson, type Call, type Gap, type Json, jsonOf, ok, withQuery } from "./exchange.ts";
import { pageOf } from "./gaps/pages.ts";

/** What a list holds at a moment, of what it would hold. `path` has no repository in front. */
export type Change = (items: readonly Json[], path: string, requests: number) => readonly Json[];

export interface Drift {
  /** Changes every list that has pages, before it is cut into them; undefined: lists are as they are. */
  set(change: Change | undefined): void;
  /** How many requests have come since `set`, the one that is being answered included. */
  readonly requests: number;
  /** Counts a request. */
  count(): void;
  readonly gap: Gap;
}

const lists =
  /^\/repos\/[^/]+\/[^/]+(\/(?:issues(?:\/\d+\/(?:comments|events))?|labels|pulls(?:\/\d+\/(?:comments|reviews))?|commits\/[^/]+\/check-runs|check-runs\/\d+\/annotations|git\/matching-refs\/.+))$/;

/** Lists that change between the pages that somebody reads of them. */
export function createDrift(url: () => string): Drift {
  let change: Change | undefined;

  /** Everything that a list would give if it were not cut into pages. */
  async function everything(call: Call, next: (call: Call) => ReturnType<Gap>) {
    const all: Json[] = [];
    for (let page = 1; ; page++) {
      const answer = await next(withQuery(call, { page: String(page), per_page: "100" }));
      const json = jsonOf(answer);
      const items = Array.isArray(json) ? json : json?.check_runs;
      if (!ok(answer) || !Array.isArray(items)) return { answer, items: undefined };
      all.push(...items);
      if (items.length < 100 || call.path.includes("/matching-refs/")) return { answer, items: all };
    }
  }

  const gap: Gap = async (call, next) => {
    const path = lists.exec(call.path)?.[1];
    if (!change || call.method !== "GET" || path === undefined) return next(call);
    const { answer, items } = await everything({ ...call, path: originalOf(call.path) }, next);
    if (!items) return answer;
    const changed = change(items, path, drift.requests);
    if (path.startsWith("/git/")) return answerJson(200, changed);
    const page = pageOf(call, url(), changed);
    if (Array.isArray(jsonOf(answer))) return page;
    return answerJson(
      200,
      { total_count: changed.length, check_runs: jsonOf(page) },
      { link: page.headers["link"] ?? "" },
    );
  };

  const drift = {
    set(next: typeof change) {
      change = next;
      drift.requests = 0;
    },
    requests: 0,
    count: () => void drift.requests++,
    gap,
  };
  return drift;
}

/** Copies of an issue have what the issue has. */
function originalOf(path: string): string {
  return path.replace(/(?<=\/issues\/)\d{4,}/, (number) => String(Number(number) % 1000));
}

/** As many more of an item as asked for, each under a name of its own. */
export function copiesOf(item: Json, count: number): readonly Json[] {
  return Array.from({ length: count }, (_, index) => {
    const more = index + 1;
    const { id, node_id, number, ref, message } = item;
    return {
      ...item,
      ...(id !== undefined && { id: id + more * 1_000_000 }),
      ...(node_id !== undefined && { node_id: `${node_id}-${more}` }),
      ...(number !== undefined && { number: number + more * 1000 }),
      ...(ref !== undefined && { ref: `${ref}-${more}` }),
      ...(message !== undefined && { message: `${message} ${more}` }),
      ...(item.color !== undefined && { name: `${item.name} ${more}` }),
    };
  });
}
