import { hash } from "node:crypto";
import { join, resolve } from "node:path";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { isInside, kindAt } from "../tree-walk.ts";
import { type Asked, textOf } from "../verb.ts";
import type { Workspace } from "../workspace.ts";
import { type Cache, noCache, openCache } from "./cache.ts";
import type { Beside } from "./check-files.ts";

const place = "node_modules/.cache/gitcident";

/**
 * The cache that a person named, else the usual one. There is none by default where a checkout could bring one of its
 * own along (CI checks out what strangers propose), where npm made no folder for it, and while the rules themselves are
 * being written.
 */
export function cacheFor(asked: Asked, io: Io, workspace: Workspace, beside: Beside): Cache {
  const wish = asked.options["cache"];
  if (wish === false) return noCache;
  const given = textOf(asked, "cache");
  const usual = import.meta.url.endsWith(".ts") ? undefined : usualFolder(io.env, workspace.root);
  const folder = given === undefined ? usual : resolve(io.cwd, given);
  if (folder === undefined) return noCache;
  const facts = [readManifest().version, workspace.config, beside];
  return openCache(folder, hash("sha256", JSON.stringify(facts)), workspace.now);
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
