import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http";

/** JSON as it came over the wire, of whatever shape. */
// biome-ignore lint/suspicious/noExplicitAny: what a server answers is known by its documentation, not by a type.
export type Json = any;

/** A request that somebody sent to the proxy. */
export interface Call {
  readonly method: string;
  /** Decoded by nobody: as it stands in the address, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** What is laid between a caller and the emulator: answers a call itself, or passes it (changed or not) on. */
export type Gap = (call: Call, next: (call: Call) => Promise<Answer>) => Promise<Answer>;

/** The body of a call as JSON; undefined when it has none or is not JSON. */
export function bodyOf(call: Call): Json {
  return parse(call.body);
}

/** The body of an answer as JSON; undefined when it has none or is not JSON. */
export function jsonOf(answer: Answer): Json {
  return parse(answer.body);
}

function parse(body: Buffer): Json {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

export function withBody(call: Call, body: Json): Call {
  return { ...call, body: Buffer.from(JSON.stringify(body)) };
}

export function withQuery(call: Call, change: Readonly<Record<string, string | undefined>>): Call {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  }
  return { ...call, query };
}

export function withJson(answer: Answer, body: Json): Answer {
  return { ...answer, body: Buffer.from(JSON.stringify(body)) };
}

export function answerJson(status: number, body?: Json, headers: OutgoingHttpHeaders = {}): Answer {
  const text = body === undefined ? "" : JSON.stringify(body);
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    body: Buffer.from(text),
  };
}

/** An error in the shape that GitHub gives. */
export function refuse(status: number, message: string, more: object = {}): Answer {
  return answerJson(status, {
    message,
    documentation_url: "https://docs.github.com/rest",
    status: String(status),
    ...more,
  });
}

export function ok(answer: Answer): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/**
 * Matches a method and a path such as `/repos/:owner/:repo/git/refs/*ref` and returns its decoded parts.
 * `:name` takes one segment, `*name` the rest.
 */
export function match(call: Call, method: string, pattern: string): Record<string, string> | undefined {
  if (call.method !== method) return undefined;
  return matchPath(call.path, pattern);
}

export function matchPath(path: string, pattern: string): Record<string, string> | undefined {
  // Octokit writes the slashes of a ref as %2F.
  const parts = (pattern.includes("*") ? decode(path) : path).split("/");
  const wanted = pattern.split("/");
  const found: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    if (want.startsWith("*")) {
      found[want.slice(1)] = parts.slice(index).map(decode).join("/");
      return parts.length > index && found[want.slice(1)] !== "" ? found : undefined;
    }
    const part = parts[index];
    if (part === undefined || part === "") {
      if (want !== "" || part === undefined) return undefined;
    } else if (want.startsWith(":")) found[want.slice(1)] = decode(part);
    else if (want !== part) return undefined;
  }
  return parts.length === wanted.length ? found : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
