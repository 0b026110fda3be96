import { fitsGlob } from "../../model/glob.ts";
import type { Run } from "../../reports/metrics/arrange-table.ts";
import { isCounted } from "../../reports/metrics/counted-path.ts";
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
    for (let row = placeOf(begin, known.paths); known.paths[row]?.startsWith(begin); row += 1) {
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
  let [at, to] = [0, 0];
  const keep = (end: number): void => {
    if (end > at) {
      runs.push({ to, start: at, length: end - at });
      parts.push(known.slice(at, end));
      to += end - at;
    }
    at = end;
  };
  let next = 0;
  for (const path of fresh) {
    const place = placeOf(path, known);
    for (; next < gone.length && (gone[next] as number) < place; next += 1, at += 1) keep(gone[next] as number);
    keep(place);
    parts.push([path]);
    to += 1;
  }
  for (; next < gone.length; next += 1, at += 1) keep(gone[next] as number);
  keep(known.length);
  return { paths: parts.flat(), runs };
}

/** Where the first of some sorted paths stands that is not before a text. */
function placeOf(text: string, sorted: readonly string[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
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
