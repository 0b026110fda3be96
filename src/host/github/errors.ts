import { HostError, StaleError } from "../../model/errors.ts";
import { at, textAt } from "./json.ts";

/** Milliseconds to wait after a secondary limit that does not say how long (docs.github.com: "wait at least one minute"). */
const secondaryPause = 60_000;
/** Failures before a request left the machine: nothing can have been done. */
const unsent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

/** A request that was sent: `writes` when sending it again could do something twice. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly writes: boolean;
}

/**
 * What a failed request means. A write that was answered 5xx, cut or not at all is `ambiguous`: it may have been done.
 * `now` is in milliseconds since the epoch, as GitHub's `x-ratelimit-reset` (seconds) is compared with it.
 */
export function hostErrorOf(error: unknown, call: Call, now: number): HostError {
  if (error instanceof HostError) return error;
  const answered = at(error, "response") !== undefined;
  const status = Number(at(error, "status") ?? 0) || 0;
  const said = error instanceof Error ? error.message : String(error);
  const what = `${call.method} ${pathOf(textAt(error, "request", "url") || call.url)}`;
  const { writes } = call;
  if (!answered) {
    const code = textAt(at(error, "cause"), "code") || textAt(at(at(error, "cause"), "cause"), "code");
    const ambiguous = writes && !unsent.has(code);
    const facts = { status: 0, retryable: true, ambiguous };
    return new HostError(`${what} had no answer: ${said}`, facts, { cause: error });
  }
  const pause = limitPause(error, status, said, now);
  const retryable = pause !== undefined || status >= 500 || status === 408;
  const ambiguous = writes && status >= 500;
  const facts = { status, retryable, ambiguous, retryAfter: pause };
  return new HostError(`${what} was answered ${status}: ${said}`, facts, { cause: error });
}

/** An answer whose body could not be read to its end: the deed is done or not, only a look can tell. */
export function cutAnswer({ method, url, writes }: Call, status: number): HostError {
  const facts = { status, retryable: true, ambiguous: writes };
  return new HostError(`${method} ${pathOf(url)} was answered ${status} with a body cut short`, facts);
}

/** Milliseconds that a rate limit asks us to wait; undefined when it is none. */
function limitPause(error: unknown, status: number, said: string, now: number): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const headers = at(error, "response", "headers");
  const after = Number(at(headers, "retry-after"));
  if (after > 0) return after * 1000;
  const reset = Number(at(headers, "x-ratelimit-reset")) * 1000;
  if (String(at(headers, "x-ratelimit-remaining")) === "0" && reset > 0) return Math.max(1000, reset - now);
  return status === 429 || /secondary rate limit|abuse detection/i.test(said) ? secondaryPause : undefined;
}

function pathOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, "").replace(/\?.*$/, "") || "request";
}

/** Throws the error on, as `StaleError` where `moved` says that it means so. */
export function staleWhen(error: unknown, moved: (error: HostError) => boolean): never {
  if (error instanceof HostError && moved(error)) throw new StaleError(error.message, { cause: error });
  throw error;
}

/** Whether an error is the server's answer with one of these statuses. */
export function answered(error: unknown, ...statuses: readonly number[]): error is HostError {
  return error instanceof HostError && !error.retryable && statuses.includes(error.status);
}
