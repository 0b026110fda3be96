import { fitsGlob } from "../../model/glob.ts";
import type { Run } from "../../reports/metrics/arrange-table.ts";
import { isCounted } from "../../reports/metrics/counted-path.ts";
import { placeOf, segmentsOf } from "../../reports/segments.ts";
import { UsageError } from "../exit.ts";
import { plain } from "../plain.ts";
import { isInside } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";
import { type KnownFolder, type KnownWalk, walkKnown } from "./known-folders.ts";

/** The files of an archive, and the folders that hold them. */
export interface ArchivePaths {
  /** In the order of their code units. */
  readonly paths: readonly string[];
  readonly folders: readonly KnownFolder[];
}

/** The same, and which of them are known, as rows of the known ones. */
export interface ArrangedPaths extends ArchivePaths {
  readonly runs: readonly Run[];
}

const nothing: ArchivePaths = { paths: [], folders: [] };

/** The paths of every file that metrics are made from. What is known of an earlier walk under the same config is taken from it. */
export function archivePaths({ root, config }: Workspace, known = nothing, now = Date.now()): ArrangedPaths {
  const globs = config.archives.flatMap(({ paths }) => paths);
  const begin = [...new Set([config.incidents, ...globs.map(folderOf)])];
  const entered = begin.filter((folder) => folder === "" || isInside(root, folder));
  const walk = walkKnown(root, entered, known.folders, now);
  const { gone, fresh } = changesOf(known, walk);
  const counted = fresh.filter((path) => isCounted(path, config)).sort(byCodeUnits);
  return { ...arranged(known.paths, gone, counted), folders: walk.folders };
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The known rows of files that are gone, and the files that are not known. */
function changesOf(known: ArchivePaths, { same, listed, files }: KnownWalk) {
  const [gone, fresh] = [new Set<number>(), new Set(files)];
  const lost = known.folders.map(({ path }) => path).filter((path) => !same.has(path));
  for (const folder of new Set([...listed, ...lost])) {
    const begin = folder === "" ? "" : `${folder}/`;
    for (let row = placeAmong(known.paths, begin); known.paths[row]?.startsWith(begin); row += 1) {
      const path = known.paths[row] as string;
      // What stands in a folder below is that one's.
      if (path.lastIndexOf("/") >= begin.length) continue;
      if (!fresh.delete(path) && !same.has(folder)) gone.add(row);
    }
  }
  return { gone: [...gone].sort((a, b) => a - b), fresh: [...fresh] };
}

/** Known paths without some of their rows, and with fresh ones; all of them are sorted. */
function arranged(
  known: readonly string[],
  gone: readonly number[],
  fresh: readonly string[],
): Pick<ArrangedPaths, "paths" | "runs"> {
  if (gone.length + fresh.length === 0) return { paths: known, runs: [{ to: 0, start: 0, length: known.length }] };
  const runs: Run[] = [];
  const parts: (readonly string[])[] = [];
  let to = 0;
  const places = fresh.map((path) => placeAmong(known, path));
  for (const segment of segmentsOf(known.length, gone, places)) {
    const part = "fresh" in segment ? [fresh[segment.fresh] as string] : known.slice(segment.from, segment.to);
    if ("from" in segment) runs.push({ to, start: segment.from, length: part.length });
    parts.push(part);
    to += part.length;
  }
  return { paths: parts.flat(), runs };
}

/** How many of some sorted paths come before a text. */
const placeAmong = (sorted: readonly string[], text: string): number =>
  placeOf(sorted.length, (row) => (sorted[row] as string) < text);

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
