import { join, resolve } from "node:path";
import type { Io } from "./io.ts";
import { isInside, kindAt } from "./tree-walk.ts";
import { type Asked, type OptionRow, textOf } from "./verb.ts";

const place = "node_modules/.cache/gitcident";

/** Options of the verbs that keep what they know of files. */
export const cacheOptions: readonly OptionRow[] = [
  { flags: "--cache <dir>", says: `keep what is known there; default ${place}` },
  { flags: "--no-cache", says: "read everything, keep nothing" },
];

/**
 * The folder that a person named for what is kept, else the usual one; undefined: nothing is kept. There is none by default
 * where a checkout could bring one of its own along (CI checks out what strangers propose), where npm made no folder
 * for it, and while the code itself is being written.
 */
export function cacheFolder(asked: Asked, io: Io, root: string): string | undefined {
  if (asked.options["cache"] === false) return undefined;
  const given = textOf(asked, "cache");
  if (given !== undefined) return resolve(io.cwd, given);
  return import.meta.url.endsWith(".ts") ? undefined : usualFolder(io.env, root);
}

/** Where the cache usually lies; undefined where there should be none, or where a link leads elsewhere. */
export function usualFolder(env: Io["env"], root: string): string | undefined {
  if (env["CI"] || !isInside(root, "node_modules")) return undefined;
  for (const path of ["node_modules/.cache", place]) {
    const kind = kindAt(join(root, path));
    if (kind !== "nothing" && !(kind === "folder" && isInside(root, path))) return undefined;
  }
  return join(root, place);
}
