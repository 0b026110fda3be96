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
const maxDepth = 64;

/** Every file below a folder of the repository. Links and other repositories are named and never entered. */
export function walkFolder(root: string, folder: string): Walked {
  const files: string[] = [];
  const skipped: Skipped[] = [];
  const enter = (path: string, depth: number): void => {
    if (depth > maxDepth) return void skipped.push({ path, reason: `nested over ${maxDepth} folders deep` });
    for (const entry of entriesOf(root, path, skipped)) {
      const below = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name === ".git") continue;
        if (existsSync(join(root, below, ".git")))
          skipped.push({ path: below, reason: "a submodule or another repository" });
        else enter(below, depth + 1);
      } else if (entry.isFile()) files.push(below);
      else skipped.push({ path: below, reason: kindOf(entry) });
    }
  };
  enter(folder, 0);
  return { files, skipped };
}

function entriesOf(root: string, path: string, skipped: Skipped[]): readonly Dirent[] {
  try {
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    skipped.push({ path, reason: `not readable: ${(error as NodeJS.ErrnoException).code ?? "unknown"}` });
    return [];
  }
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
