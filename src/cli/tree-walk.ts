import { type Dirent, existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";

export interface Walked {
  /** Regular files, relative to the root, with `/`, in the order of their code units. */
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
}

export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** The least that can't be walked any more: a hostile tree must end. */
export const maxDepth = 64;

/** Every file below a folder of the repository. Links and other repositories are named and never entered. */
export function walkFolder(root: string, folder: string): Walked {
  const files: string[] = [];
  const skipped: Skipped[] = [];
  const enter = (path: string, depth: number): void => {
    if (depth > maxDepth) return void skipped.push({ path, reason: `nested over ${maxDepth} folders deep` });
    for (const { path: below, kind, reason } of entriesOf(root, path)) {
      if (kind === "file") files.push(below);
      else if (kind === "folder" && !isRepository(root, below)) enter(below, depth + 1);
      else skipped.push({ path: below, reason: reason ?? "a submodule or another repository" });
    }
  };
  enter(folder, 0);
  return { files, skipped };
}

/** What stands in a folder, relative to the root. */
export interface Entry {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
  /** Why it is never entered or read. */
  readonly reason?: string;
}

/** What stands in a folder, in the order of code units, without git's own folder. */
export function entriesOf(root: string, path: string): readonly Entry[] {
  return listedIn(root, path).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The same in no order. */
export function listedIn(root: string, path: string): readonly Entry[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch (error) {
    const reason = `not readable: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`;
    return [{ path, kind: "other", reason }];
  }
  return entries
    .filter((entry) => !(entry.name === ".git" && entry.isDirectory()))
    .map((entry): Entry => {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return { path: below, kind: "folder" };
      return entry.isFile() ? { path: below, kind: "file" } : { path: below, kind: "other", reason: kindOf(entry) };
    });
}

/** Whether a folder of the repository is one of its own. */
export function isRepository(root: string, path: string): boolean {
  return existsSync(join(root, path, ".git"));
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return "a symbolic link, which is never followed";
  return "not a regular file";
}

/** Whether a path below the root is reached without a link; false too where it does not exist. */
export function isInside(root: string, path: string): boolean {
  try {
    return realpathSync(join(root, path)) === join(root, path);
  } catch {
    return false;
  }
}

/** What stands at a path, a link being a link. */
export function kindAt(path: string): "file" | "folder" | "link" | "other" | "nothing" {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return "nothing";
  if (found.isSymbolicLink()) return "link";
  return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
}
