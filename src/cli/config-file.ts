import { join, relative, resolve } from "node:path";
import { configPath } from "../model/config-path.ts";
import { UsageError } from "./exit.ts";
import { readText } from "./read-text.ts";
import { isInside, kindAt } from "./tree-walk.ts";
import { type Asked, textOf } from "./verb.ts";

/** The config file of a working tree, not yet understood: that takes libraries that not everybody needs. */
export interface ConfigFile {
  /** Relative to the root where it lies below, else absolute. */
  readonly name: string;
  /** Undefined where there is none. */
  readonly text: string | undefined;
}

/** The config that `--config` names, else the repository's own. `from`: where the person stands. */
export function configFileOf(asked: Asked, from: string, root: string): ConfigFile {
  const given = textOf(asked, "config");
  const path = given === undefined ? join(root, configPath) : resolve(from, given);
  const name = relative(root, path);
  return { name: name.startsWith("..") ? path : name, text: configText(path, root, given !== undefined) };
}

function configText(path: string, root: string, given: boolean): string | undefined {
  if (!given) {
    const kind = kindAt(path);
    if (kind === "nothing") return undefined;
    if (!isInside(root, configPath))
      throw new UsageError(`Unexpected link in the path of ${configPath}, expected a file`);
  }
  const read = readText(path);
  if (read.kind === "text") return read.text;
  throw new UsageError(`Unexpected config ${path} (${read.reason}), expected a YAML file of at most 1 MB`);
}
