import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, type Call, type Gap, jsonOf, ok, refuse, withJson } from "./exchange.ts";
import { randomFrom } from "./random.ts";

/**
 * What may go wrong with a request. `502-before` never happens, `502-after` happens and is denied; `timeout` happens
 * and is not answered; `cut` happens and the connection breaks instead of an answer.
 */
export type Fault =
  | "502-before"
  | "502-after"
  | "timeout"
  | "cut"
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object };

export interface Limit {
  /** Content-creating requests in a minute that are still served. */
  readonly perMinute: number;
  /** Seconds that are written in `retry-after`; the block lasts as long. */
  readonly retryAfter: number;
  readonly status?: 403 | 429;
}

export interface Faults {
  /** Decides for each request what goes wrong with it; undefined: nothing. */
  set(choose: ((call: Call) => Fault | undefined) | undefined): void;
  /** Any of `kinds` for a share of the requests that `which` picks (writes, unless told), the same for the same seed. */
  atRandom(share: number, kinds: readonly Fault[], seed: number, which?: (call: Call) => boolean): void;
  /** Enforces the secondary rate limit; undefined lifts it. */
  limit(limit: Limit | undefined): void;
  /** Lists leave out what was made in the last `ms`, in the last `requests`, or since a time (ms); undefined: lists are fresh. */
  staleLists(age: { readonly ms?: number; readonly requests?: number; readonly since?: number } | undefined): void;
  /** Requests that came although the server had said to wait. */
  readonly whileBlocked: number;
  /** How many faults were done. */
  readonly done: number;
  /** How long a `timeout` keeps the caller waiting before the connection is closed. */
  timeoutMs: number;
  around(call: Call, answer: () => Promise<Answer>): Promise<Answer | "cut">;
  readonly gap: Gap;
}

/** Requests that make content. https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits */
const creating = /^\/repos\/[^/]+\/[^/]+\/(issues|pulls|contents|check-runs|labels)(\/|$)/;
const lists = /^\/repos\/[^/]+\/[^/]+\/(issues|pulls|issues\/comments|issues\/\d+\/comments)$/;

export function createFaults(): Faults {
  let choose: ((call: Call) => Fault | undefined) | undefined;
  let limit: Limit | undefined;
  let stale: { readonly ms?: number; readonly requests?: number; readonly since?: number } | undefined;
  let blockedUntil = 0;
  let recent: number[] = [];
  let count = 0;
  const born = new Map<string, { readonly at: number; readonly request: number }>();

  function limited(call: Call): Answer | undefined {
    if (!limit) return undefined;
    const now = Date.now();
    const { retryAfter, status = 403, perMinute } = limit;
    if (now < blockedUntil) faults.whileBlocked++;
    else {
      if (call.method === "GET" || !creating.test(call.path)) return undefined;
      recent = recent.filter((time) => time > now - 60_000);
      recent.push(now);
      if (recent.length <= perMinute) return undefined;
      recent = [];
      blockedUntil = now + retryAfter * 1000;
    }
    const refusal = refuse(
      status,
      "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    );
    const wait = Math.max(1, Math.ceil((blockedUntil - now) / 1000));
    return { ...refusal, headers: { ...refusal.headers, "retry-after": String(wait) } };
  }

  async function around(call: Call, answer: () => Promise<Answer>): Promise<Answer | "cut"> {
    const refusal = limited(call);
    if (refusal) return refusal;
    const fault = choose?.(call);
    if (fault === undefined) return answer();
    faults.done++;
    const bad = refuse(502, "Server Error");
    if (fault === "502-before") return bad;
    if (typeof fault === "object") {
      const refused = refuse(fault.status, "Injected by the test", fault.body);
      return { ...refused, headers: { ...refused.headers, ...fault.headers } };
    }
    await answer();
    if (fault === "502-after") return bad;
    if (fault === "timeout") await sleep(faults.timeoutMs, undefined, { ref: false });
    return "cut";
  }

  function young(url: string): boolean {
    const birth = born.get(url);
    if (!birth || !stale) return false;
    const { ms = 0, requests = 0, since = Number.POSITIVE_INFINITY } = stale;
    return Date.now() - birth.at < ms || count - birth.request < requests || birth.at >= since;
  }

  const gap: Gap = async (call, next) => {
    count++;
    const answer = await next(call);
    if (!lists.test(call.path) || !ok(answer)) return answer;
    if (call.method === "POST") born.set(jsonOf(answer).url, { at: Date.now(), request: count });
    else if (stale && call.method === "GET") {
      const items: { readonly url: string }[] = jsonOf(answer);
      return withJson(
        answer,
        items.filter((item) => !young(item.url)),
      );
    }
    return answer;
  };

  const faults = {
    set(next: typeof choose) {
      choose = next;
    },
    atRandom(share: number, kinds: readonly Fault[], seed: number, which = (call: Call) => call.method !== "GET") {
      const random = randomFrom(seed);
      choose = (call) => (which(call) && random() < share ? kinds[Math.floor(random() * kinds.length)] : undefined);
    },
    limit(next: Limit | undefined) {
      limit = next;
      blockedUntil = 0;
      recent = [];
    },
    staleLists(age: typeof stale) {
      stale = age;
    },
    whileBlocked: 0,
    done: 0,
    timeoutMs: 2000,
    around,
    gap,
  };
  return faults;
}
