import { resolve } from "node:path";
import type { Config } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import { type Instant, instantOf } from "../model/time.ts";
import { configFileOf } from "./config-file.ts";
import { UsageError } from "./exit.ts";
import type { Io } from "./io.ts";
import { repositoryRoot } from "./repository-root.ts";
import { type Asked, nowGiven, textOf } from "./verb.ts";

/** A working tree with its config. */
export interface Workspace {
  /** Absolute, without links. */
  readonly root: string;
  /** Where the person stands: absolute. */
  readonly cwd: string;
  readonly now: Instant;
  readonly config: Config;
  /** The config file that was read, relative to the root where it lies below; undefined where there is none. */
  readonly configFile: string | undefined;
  /** What is wrong with the config: the defaults hold for what can't be read. */
  readonly findings: readonly Finding[];
}

/** What a config's text says: `readConfigText`, or what is known of an earlier reading. */
export type ConfigReader = (text: string) => Pick<Workspace, "config" | "findings">;

/** The working tree in which a person stands, its config read by somebody else: that takes libraries that not everybody needs. */
export function workspaceOf(asked: Asked, io: Io, read: ConfigReader): Workspace {
  const cwd = resolve(io.cwd, textOf(asked, "cwd") ?? ".");
  const root = repositoryRoot(cwd);
  const { name, text } = configFileOf(asked, io.cwd, root);
  const { config, findings } = read(text ?? "");
  for (const key of ["incidents", "runbooks", "templates", "reports"] as const) checkFolder(key, config[key]);
  const extended = /^_extends:[ \t]*(\S+)/m.exec(text ?? "")?.[1];
  if (extended)
    io.err(`Note: the config extends ${extended}, which a clone does not have; its own keys alone hold here.`);
  return {
    root,
    cwd,
    config,
    now: nowOf(asked),
    configFile: text === undefined ? undefined : name,
    findings: findings.map((finding) => ({ ...finding, path: name })),
  };
}

/** The present, or what `--now` says instead. */
function nowOf(asked: Asked): Instant {
  return nowGiven(asked) ?? instantOf(Date.now());
}

/** A folder that the config names stays below the root. */
function checkFolder(key: string, folder: string): void {
  const parts = folder.split("/");
  if (
    !folder.includes("\\") &&
    parts.every((part) => part !== "" && part !== "." && part !== ".." && part.toLowerCase() !== ".git")
  )
    return;
  throw new UsageError(
    `Unexpected \`${key}: ${folder}\` in the config, expected a folder of the repository, e.g. ${key}`,
  );
}
