import { cacheFolder } from "../cache-folder.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace.ts";
import { type Cache, noCache, openCache } from "./cache.ts";
import type { Beside } from "./check-files.ts";

/** The cache of `check` for a run: nothing where none is wanted. */
export function cacheFor(asked: Asked, io: Io, workspace: Workspace, beside: Beside): Cache {
  const folder = cacheFolder(asked, io, workspace.root);
  if (folder === undefined) return noCache;
  const facts = [readManifest().version, workspace.config, beside];
  return openCache(folder, JSON.stringify(facts), workspace.now);
}
