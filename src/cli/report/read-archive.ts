import { join } from "node:path";
import type { Runbook } from "../../model/runbook.ts";
import { readRunbook } from "../../reports/runbooks.ts";
import { readText } from "../read-text.ts";
import { isInside, walkFolder } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";

/** The texts of files; one that can't be read is empty, which counts as unreadable, not as absent. */
export function readFiles(
  root: string,
  paths: readonly string[],
  said: (done: number) => void = () => {},
): readonly { readonly path: string; readonly text: string }[] {
  return paths.map((path, index) => {
    said(index);
    const read = readText(join(root, path));
    return { path, text: read.kind === "text" ? read.text : "" };
  });
}

/** The runbooks of the working tree. */
export function readRunbooks({ root, config }: Workspace): readonly Runbook[] {
  if (!isInside(root, config.runbooks)) return [];
  const paths = walkFolder(root, config.runbooks).files.filter((path) => path.endsWith(".md"));
  return readFiles(root, paths).map(({ path, text }) => readRunbook(path, text).runbook);
}
