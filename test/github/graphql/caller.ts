import { GraphQLError } from "graphql";
import { type Answer, type Call, type Json, jsonOf, ok } from "../exchange.ts";
import type { World } from "../world.ts";

/** REST in a caller's name: what GraphQL's resolvers are made of. */
export interface Caller {
  /** The address of a repository's REST API. */
  readonly repo: string;
  /** Undefined where REST says 404. */
  find(path: string): Promise<Json>;
  /** Some of a list behind a cursor that counts, whether there is more, and how many there are before. */
  page(path: string, first: number, after?: string): Promise<{ items: Json[]; more: boolean; before: number }>;
  /** Throws what GraphQL would say where REST refuses. */
  write(method: string, path: string, body: Json): Promise<Json>;
}

export function callerOf(world: World, call: Call, repo: string): Caller {
  const authorization = call.headers.authorization ?? "";
  const send = (method: string, path: string, body?: Json) => world.act(method, path, authorization, body);
  return {
    repo,
    async find(path) {
      const answer = await send("GET", path);
      if (answer.status === 404 || answer.status === 410) return undefined;
      return ok(answer) ? jsonOf(answer) : refuse(answer);
    },
    async page(path, first, after) {
      const before = Number(after ?? 0);
      const items: Json[] = [];
      for (let page = Math.floor(before / 100) + 1; ; page++) {
        const answer = await send("GET", `${path}&per_page=100&page=${page}`);
        if (!ok(answer)) refuse(answer);
        items.push(...jsonOf(answer).slice(items.length === 0 ? before % 100 : 0));
        const more = /rel="next"/.test(String(answer.headers["link"] ?? ""));
        if (!more || items.length > first)
          return { items: items.slice(0, first), more: more || items.length > first, before };
      }
    },
    async write(method, path, body) {
      const answer = await send(method, path, body);
      return ok(answer) ? jsonOf(answer) : refuse(answer);
    },
  };
}

const types: Readonly<Record<number, string>> = { 403: "FORBIDDEN", 404: "NOT_FOUND", 410: "NOT_FOUND" };

function refuse(answer: Answer): never {
  const { message, errors } = jsonOf(answer) ?? {};
  const said = [message ?? "Refused", ...(errors ? [JSON.stringify(errors)] : [])].join(": ");
  throw failure(types[answer.status] ?? "UNPROCESSABLE", said);
}

export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
