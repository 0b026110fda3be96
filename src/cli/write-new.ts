import { closeSync, constants, mkdirSync, openSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UsageError } from "./exit.ts";
import { kindAt } from "./tree-walk.ts";

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Where a file would be written: free, taken by something that is kept, or not to be reached without leaving the tree. */
export function standingAt(root: string, path: string): "free" | "taken" {
  const parts = path.split("/");
  for (let depth = 1; depth < parts.length; depth++) {
    const above = parts.slice(0, depth).join("/");
    const kind = kindAt(join(root, above));
    if (kind === "nothing") return "free";
    if (kind === "folder") continue;
    const what = kind === "link" ? "a symbolic link, which is never followed" : "no folder";
    throw new UsageError(`Unexpected ${above} (${what}), expected a folder for ${path}: rename or remove it`);
  }
  return kindAt(join(root, path)) === "nothing" ? "free" : "taken";
}

/** Writes files that are not there. Looks at all of them first: all can be written or none is. Never overwrites. */
export function writeNew(root: string, files: readonly NewFile[]): void {
  for (const { path } of files) {
    if (standingAt(root, path) === "taken") throw new UsageError(`Unexpected ${path}, expected no file there yet`);
  }
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const file = openSync(join(root, path), flags, 0o644);
    try {
      writeFileSync(file, text);
    } finally {
      closeSync(file);
    }
  }
}
