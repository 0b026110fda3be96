import { resolve } from "node:path";
import type { Host } from "../host/host.ts";
import { configPath } from "../model/config-path.ts";
import { UsageError } from "./exit.ts";
import type { Io } from "./io.ts";
import { readText } from "./read-text.ts";
import { type Asked, textOf } from "./verb.ts";

/** The text of the file that `--config` names; undefined where it was not given. */
export function configGiven(asked: Asked, io: Io): string | undefined {
  const given = textOf(asked, "config");
  if (given === undefined) return undefined;
  const read = readText(resolve(io.cwd, given));
  if (read.kind === "text") return read.text;
  throw new UsageError(`Unexpected config ${given} (${read.reason}), expected a YAML file of at most 1 MB`);
}

/** No blob has this name. */
const given = "config of the command line";

/** A host whose trees show this config instead of their own. */
export function withConfig(host: Host, text: string): Host {
  const { source } = host;
  const size = Buffer.byteLength(text);
  return {
    ...host,
    source: {
      ...source,
      tree: async (ask) => [
        ...(await source.tree(ask)).filter(({ path }) => path !== configPath),
        { path: configPath, sha: given, size, type: "file" },
      ],
      blob: async (ask) => (ask.sha === given ? text : source.blob(ask)),
    },
  };
}
