import { fitsGlob } from "../../model/glob.ts";
import { isCounted } from "../../reports/metrics/read-facts.ts";
import { UsageError } from "../exit.ts";
import { plain } from "../plain.ts";
import { isInside, walkFolder } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";

/** The paths of every file that metrics are made from, in the order of their code units. */
export function archivePaths({ root, config }: Workspace): readonly string[] {
  const globs = config.archives.flatMap(({ paths }) => paths);
  const folders = new Set([config.incidents, ...globs.map(folderOf)]);
  const files = [...folders]
    .filter((folder) => folder === "" || isInside(root, folder))
    .flatMap((folder) => walkFolder(root, folder).files);
  return [...new Set(files)].filter((path) => isCounted(path, config)).toSorted((a, b) => (a < b ? -1 : 1));
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
