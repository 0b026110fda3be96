import { join } from "node:path";
import { readConfigText } from "../markdown/config-text.ts";
import { codeOwnersPaths } from "../model/code-owners-paths.ts";
import type { Io } from "./io.ts";
import { readText } from "./read-text.ts";
import { isInside, kindAt, walkFolder } from "./tree-walk.ts";
import type { Asked } from "./verb.ts";
import { type Workspace, workspaceOf } from "./workspace-of.ts";

export type { Workspace } from "./workspace-of.ts";

/** The working tree in which a person stands, with its config. */
export function openWorkspace(asked: Asked, io: Io): Workspace {
  return workspaceOf(asked, io, (text) => readConfigText(text));
}

/** The text of CODEOWNERS, from the first place in which GitHub looks; undefined where there is none that can be read. */
export function codeOwnersOf({ root }: Workspace): string | undefined {
  const path = codeOwnersPaths.find((one) => kindAt(join(root, one)) === "file" && isInside(root, one));
  const read = path === undefined ? undefined : readText(join(root, path));
  return read?.kind === "text" ? read.text : undefined;
}

/** The repository's own Liquid templates, by their name below the templates folder. */
export function templatesOf({ root, config }: Workspace): Readonly<Record<string, string>> {
  if (!isInside(root, config.templates)) return {};
  const { files } = walkFolder(root, config.templates);
  const texts = files.flatMap((path) => {
    const read = path.endsWith(".md") ? readText(join(root, path)) : undefined;
    return read?.kind === "text" ? [[path.slice(config.templates.length + 1), read.text] as const] : [];
  });
  return Object.fromEntries(texts);
}
