import { type Instant, readInstant } from "../../model/time.ts";
import type { User } from "../../model/world.ts";

/**
 * Reads what GitHub answered without trusting it: any field may be missing or null (deleted accounts, old servers), and
 * none of that may crash. A missing text is "", a missing number 0, a missing list empty.
 */

/** The value at a path of field names; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  return textOrNull(value, ...path) ?? "";
}

export function textOrNull(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  return typeof found === "string" ? found : null;
}

export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  if (typeof found === "bigint") return Number(found);
  return typeof found === "number" && Number.isFinite(found) ? found : 0;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

const epoch: Instant = "1970-01-01T00:00:00Z";

export function instantAt(value: unknown, ...path: readonly string[]): Instant {
  return instantOrNull(value, ...path) ?? epoch;
}

export function instantOrNull(value: unknown, ...path: readonly string[]): Instant | null {
  return readInstant(textAt(value, ...path)) ?? null;
}

/** A deleted account is GitHub's own `ghost`. */
export function userAt(value: unknown, ...path: readonly string[]): User {
  const login = textAt(value, ...path, "login") || "ghost";
  return { login, bot: textAt(value, ...path, "type") === "Bot" || login.endsWith("[bot]") };
}

export function loginsAt(value: unknown, ...path: readonly string[]): readonly string[] {
  return listAt(value, ...path)
    .map((user) => textAt(user, "login"))
    .filter((login) => login !== "");
}
