import { copied } from "../../markdown/copied.ts";

/** Names come back in file after file; beyond as many as this they don't. */
const most = 20_000;
const pool = new Map<string, string>();

/** A text that may be kept: it holds no file in memory, and a name that many files have is kept once. */
export function kept(part: string): string {
  const known = pool.get(part);
  if (known !== undefined) return known;
  const own = copied(part);
  if (pool.size < most && own.length < 100) pool.set(own, own);
  return own;
}
