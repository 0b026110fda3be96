import type { Call } from "./exchange.ts";
import { bearerOf, type World } from "./world.ts";

export type AuthKind = "app" | "installation" | "user" | "nobody";

/** A request that the proxy got, and what became of it. */
export interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  /** GitHub's name of the operation; undefined where GitHub knows none. */
  readonly operationId: string | undefined;
  readonly authKind: AuthKind;
  readonly login: string | undefined;
  /** Undefined while it is being answered; 0 when the answer was cut. */
  status: number | undefined;
}

export function authKindOf(call: Call, world: World): AuthKind {
  const token = bearerOf(call);
  if (token === undefined) return "nobody";
  if (token.startsWith("eyJ")) return "app";
  return world.installationTokens.has(token) ? "installation" : "user";
}
