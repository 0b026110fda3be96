import { join, resolve } from "node:path";
import { cacheFolder } from "./cache-folder.ts";
import { configFileOf } from "./config-file.ts";
import type { Io } from "./io.ts";
import { readManifest } from "./package.ts";
import { repositoryRoot } from "./repository-root.ts";
import { readSealed, writeSealed } from "./sealed.ts";
import { type Asked, textOf } from "./verb.ts";
import { type ConfigReader, type Workspace, workspaceOf } from "./workspace-of.ts";

const name = "config.json";
/** Goes up whenever the same text is read as something else than before. */
const form = 1;

/**
 * The working tree in which a person stands. A config whose text was read before is not read again: that takes longer, with the
 * libraries that it needs, than all that a cached run does otherwise.
 */
export async function knownWorkspace(asked: Asked, io: Io): Promise<Workspace> {
  const root = repositoryRoot(resolve(io.cwd, textOf(asked, "cwd") ?? "."));
  const folder = cacheFolder(asked, io, root);
  const { text = "" } = configFileOf(asked, io.cwd, root);
  const key = JSON.stringify([form, readManifest().version, text]);
  const body = folder === undefined ? undefined : readSealed(join(folder, name), key);
  if (body !== undefined) {
    const known = JSON.parse(body.toString()) as ReturnType<ConfigReader>;
    return workspaceOf(asked, io, () => known);
  }
  const { readConfigText } = await import("../markdown/config-text.ts");
  const read = readConfigText(text);
  const workspace = workspaceOf(asked, io, () => read);
  if (folder !== undefined) writeSealed(folder, name, key, [Buffer.from(JSON.stringify(read))]);
  return workspace;
}
