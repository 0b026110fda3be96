import type { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { cutAnswer, hostErrorOf } from "./errors.ts";
import { type Gate, type GateClock, systemClock, type Wanted } from "./gate.ts";
import { at, numberAt, textAt } from "./json.ts";

export type Auth =
  | { readonly token: string }
  /** Without an installation the App itself speaks: only `/app…` answers it. */
  | { readonly appId: number | string; readonly privateKey: string; readonly installationId?: number };

export interface ConnectOptions {
  /** e.g. `https://api.github.com`, without a trailing slash. */
  readonly baseUrl: string;
  readonly auth: Auth;
  /** Shared by everything that acts as the same installation. */
  readonly gate: Gate;
  /** Milliseconds for one request, its answer read included. */
  readonly timeout?: number;
  readonly clock?: GateClock;
}

/** How often a read that failed is sent again, and after how many ms. Writes never are: only a look shows what was done. */
const pauses = [250, 1000];

/**
 * An Octokit of our own. Probot's repeats a POST that was answered 5xx, which doubles what was done before the answer was
 * lost; this one repeats reads only, keeps to the gate, gives up after a timeout and throws `HostError`.
 */
export function connect(options: ConnectOptions): Octokit {
  const { baseUrl, auth, gate, timeout = 15_000, clock = systemClock } = options;
  const base = { baseUrl: baseUrl.replace(/\/+$/, ""), userAgent: "gitcident", log: silent };
  const octokit =
    "token" in auth
      ? new Octokit({ ...base, auth: auth.token })
      : new Octokit({ ...base, authStrategy: appAuth, auth: { ...auth, log: silent } });
  octokit.hook.wrap("request", async (request, asked) => {
    const { method, url } = asked;
    const wanted = wantedBy(method, url, asked.request);
    const call = { method, url, writes: wanted.writes };
    for (let tried = 0; ; tried++) {
      await gate.pass(wanted);
      try {
        const signal = AbortSignal.timeout(timeout);
        const answer = await request({ ...asked, request: { ...asked.request, signal } });
        gate.hear(answer.headers);
        if (isCut(answer)) throw cutAnswer(call, answer.status);
        return answer;
      } catch (error) {
        const failure = hostErrorOf(error, call, clock.now());
        gate.hear((at(error, "response", "headers") ?? {}) as Record<string, unknown>);
        if (failure.retryAfter !== undefined) gate.block(failure.retryAfter);
        const pause = pauses[tried];
        if (wanted.writes || !failure.retryable || failure.retryAfter !== undefined || pause === undefined)
          throw failure;
        await clock.sleep(pause);
      }
    }
  });
  return octokit;
}

type AppAuth = ReturnType<typeof createAppAuth>;

/** `createAppAuth`, loaded with the first request: a job's token needs none of it. */
function appAuth(
  options: Parameters<typeof createAppAuth>[0],
): Pick<AppAuth, "hook"> & ((...asked: Parameters<AppAuth>) => Promise<unknown>) {
  let made: Promise<AppAuth> | undefined;
  const auth = (): Promise<AppAuth> => {
    made ??= import("@octokit/auth-app").then(({ createAppAuth }) => createAppAuth(options));
    return made;
  };
  const ask = async (...asked: Parameters<AppAuth>) => (await auth())(...asked);
  const hook: AppAuth["hook"] = async (...sent) => (await auth()).hook(...sent);
  return Object.assign(ask, { hook });
}

/** GitHub answers JSON; Octokit hands over the text when it does not parse, which means that the body was cut. */
function isCut(answer: { status: number; headers: object; data: unknown }): boolean {
  if (answer.status === 204 || answer.status === 205) return false;
  return typeof answer.data === "string" && /json/.test(textAt(answer.headers, "content-type") || "json");
}

/** Octokit fetches its own access tokens with POST below `/app`: one too many does no harm, so that is as good as a read. */
function wantedBy(method: string, url: string, request: unknown): Wanted {
  // A GraphQL query is sent by POST as well.
  const reads = method === "GET" || method === "HEAD" || url.startsWith("/app/") || at(request, "reads") === true;
  const creates = numberAt(request, "creates");
  return {
    writes: !reads,
    creates: creates > 0 || (method === "POST" && /\/(?:issues|comments|pulls|reactions)$/.test(url)),
    ...(creates > 1 && { count: creates }),
    urgent: at(request, "urgent") === true,
  };
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
