import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readRemote } from "../host/local/read-remote.ts";

/**
 * The web address of the repository that `origin` (or the only other remote) of a working tree leads to, as `remoteOf` says it, without
 * starting git: who is answered from a cache would wait for that more than for all else. Undefined where it is none of a forge, or where
 * only a file that the config includes knows it.
 */
export function originAddress(root: string): string | undefined {
  const remotes = remotesIn(configOf(root));
  const name = remotes.has("origin") ? "origin" : [...remotes.keys()].toSorted()[0];
  return readRemote(remotes.get(name ?? "") ?? "")?.url;
}

/** The text of a repository's own config; empty where nobody can read it. */
function configOf(root: string): string {
  try {
    const folder = folderOf(join(root, ".git"));
    const shared = join(folder, "commondir");
    // A worktree has its own folder and the config of the clone that it belongs to.
    const home = existsSync(shared) ? resolve(folder, readFileSync(shared, "utf8").trim()) : folder;
    return readFileSync(join(home, "config"), "utf8");
  } catch {
    return "";
  }
}

/** The folder itself, or where the file leads that a worktree and a submodule have in its place. */
function folderOf(path: string): string {
  if (existsSync(join(path, "HEAD"))) return path;
  return resolve(path, "..", /^gitdir: (.+?)\s*$/.exec(readFileSync(path, "utf8"))?.[1] ?? "");
}

/** Addresses by the name of their remote, empty for one without. https://git-scm.com/docs/git-config#_syntax */
function remotesIn(text: string): ReadonlyMap<string, string> {
  const remotes = new Map<string, string>();
  let remote: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, section, name] = /^\s*\[\s*([\w.-]+)\s*(?:"((?:[^"\\]|\\.)*)"\s*)?\]/.exec(line) ?? [];
    if (section !== undefined) remote = section.toLowerCase() === "remote" ? name?.replace(/\\(.)/g, "$1") : undefined;
    const [, key, value] = /^\s*(?:\[[^\]]*\])?\s*([a-z][a-z\d-]*)\s*(?:=(.*))?$/i.exec(line) ?? [];
    if (remote === undefined || key === undefined) continue;
    if (key.toLowerCase() === "url") remotes.set(remote, plainValue(value ?? ""));
    else remotes.set(remote, remotes.get(remote) ?? "");
  }
  return remotes;
}

/** A value without its quotes, escapes and comment; empty where it goes on in the next line, as no address does. */
function plainValue(written: string): string {
  if (written.endsWith("\\")) return "";
  let quoted = false;
  let value = "";
  for (const [part] of written.matchAll(/\\.|[^\\]/g)) {
    if (part === '"') quoted = !quoted;
    else if (!quoted && (part === "#" || part === ";")) break;
    else value += part.slice(-1);
  }
  return value.trim();
}
