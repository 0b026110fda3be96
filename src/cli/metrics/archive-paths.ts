import { fitsGlob } from "../../model/glob.ts";
import { isCounted } from "../../reports/metrics/counted-path.ts";
import { UsageError } from "../exit.ts";
import { plain } from "../plain.ts";
import { isInside } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";
import { type KnownFolder, walkKnown } from "./known-folders.ts";

/** The files of an archive, and the folders that hold them. */
export interface ArchivePaths {
  /** In the order of their code units. */
  readonly paths: readonly string[];
  readonly folders: readonly KnownFolder[];
}

const nothing: ArchivePaths = { paths: [], folders: [] };

/** The paths of every file that metrics are made from. What is known of an earlier walk under the same config is taken from it. */
export function archivePaths({ root, config }: Workspace, known = nothing, now = Date.now()): ArchivePaths {
  const globs = config.archives.flatMap(({ paths }) => paths);
  const begin = [...new Set([config.incidents, ...globs.map(folderOf)])];
  const entered = begin.filter((folder) => folder === "" || isInside(root, folder));
  const { folders, same, files } = walkKnown(root, entered, known.folders, now);
  if (files.length === 0 && known.folders.every(({ path }) => same.has(path))) return { paths: known.paths, folders };
  const fresh = [...new Set(files)].filter((path) => isCounted(path, config)).sort(byCodeUnits);
  return { paths: arranged(known.paths, same, fresh), folders };
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of the paths that are known those that stand directly in some folders, and with them fresh ones, each once; all of them are sorted. */
function arranged(known: readonly string[], same: ReadonlySet<string>, fresh: readonly string[]): readonly string[] {
  if (known.length === 0) return fresh;
  const all: string[] = [];
  let [folder, isKept, next] = ["/", false, 0];
  for (let at = 0; at < known.length; at += 1) {
    const path = known[at] as string;
    // Most are there still, and most stand beside the one before: nothing is asked twice.
    if (path === fresh[next]) next += 1;
    else {
      while (next < fresh.length && (fresh[next] as string) < path) all.push(fresh[next++] as string);
      if (path === fresh[next]) next += 1;
      else {
        const end = Math.max(0, path.lastIndexOf("/"));
        if (end !== folder.length || !path.startsWith(folder)) {
          folder = path.slice(0, end);
          isKept = same.has(folder);
        }
        if (!isKept) continue;
      }
    }
    all.push(path);
  }
  while (next < fresh.length) all.push(fresh[next++] as string);
  return all;
}

/** The globs that none of the paths fits: most likely they are mistyped. */
export function globsWithout(globs: readonly string[], paths: readonly string[]): readonly string[] {
  return globs.filter((glob) => !paths.some((path) => fitsGlob(path, glob)));
}

/** The folder below which all that fits a glob lies. */
function folderOf(glob: string): string {
  const parts = glob.replace(/^\.?\//, "").split("/");
  if (parts.includes("..") || parts.some((part) => part.toLowerCase() === ".git")) {
    throw new UsageError(`Unexpected path ${plain(glob)} in \`archives\`, expected a glob from the repository's root`);
  }
  const open = parts.findIndex((part) => /[*?{]/.test(part));
  return parts.slice(0, open === -1 ? -1 : open).join("/");
}
