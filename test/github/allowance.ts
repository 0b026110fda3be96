import { spareTokens, tokenOf } from "./seed.ts";

/** The emulator serves a token 5,000 times an hour, which one large test uses up. */
const perToken = 4500;

/**
 * Swaps a token for another of the same person or installation before the emulator's hourly limit is reached, so that
 * only limits that a test asked for are ever met.
 */
export function createAllowance(
  people: ReadonlyMap<string, string>,
  mint: (token: string) => Promise<string> | undefined,
): (authorization: string) => Promise<string> {
  const used = new Map<string, number>();
  const current = new Map<string, Promise<string>>();

  function replacement(token: string, time: number): Promise<string> | undefined {
    const login = people.get(token);
    return login === undefined ? mint(token) : Promise.resolve(tokenOf(login, time % spareTokens));
  }

  return async (authorization) => {
    const [, scheme = "", token = ""] = /^(\w+)\s+(.+)$/.exec(authorization) ?? [];
    const uses = (used.get(token) ?? 0) + 1;
    used.set(token, uses);
    if (uses % perToken === 0) {
      const next = replacement(token, uses / perToken);
      if (next) current.set(token, next);
    }
    const swapped = current.get(token);
    return swapped ? `${scheme} ${await swapped}` : authorization;
  };
}
