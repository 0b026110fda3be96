import { type Dirent, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../model/config.ts";
import { type Facts, noFacts } from "../../model/facts.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { readText } from "../read-text.ts";
import { kindAt, walkFolder } from "../tree-walk.ts";

export interface Tree {
  readonly root: string;
  readonly config: Config;
  /** The paths of all incident files; undefined where nobody has listed them. */
  readonly records?: readonly string[];
  /** Reads the anchors of a page. It takes the parsers, which not everybody wants to load: they are not known then. */
  readonly anchorsIn?: (path: string, text: string) => ReadonlySet<string> | undefined;
}

/** What is known of a working tree, looked up once when somebody asks. People and issues are GitHub's: not known. */
export function treeFacts({ root, config, records, anchorsIn }: Tree): Facts {
  const folders = remembering((folder: string) => listing(root, folder));
  const byId = once(() => Map.groupBy(records ?? recordsBelow(root, config), idIn));
  const kindOf = (path: string): ReturnType<Facts["kindAt"]> => {
    let folder = "";
    if (path === "") return "folder";
    const parts = path.split("/");
    for (const [index, part] of parts.entries()) {
      const entry = folders(folder)?.get(part);
      if (entry === undefined) return folders(folder) && "nothing";
      if (index === parts.length - 1 && entry.isFile()) return "file";
      // A link may lead anywhere.
      if (!entry.isDirectory()) return entry.isFile() ? "nothing" : undefined;
      folder = folder === "" ? part : `${folder}/${part}`;
    }
    return kindAt(join(root, folder, ".git")) === "nothing" ? "folder" : undefined;
  };
  const anchors = remembering((path: string) => {
    if (!anchorsIn || kindOf(path) !== "file") return undefined;
    const read = readText(join(root, path));
    return read.kind === "text" ? anchorsIn(path, read.text) : undefined;
  });
  return { ...noFacts, kindAt: kindOf, anchorsIn: anchors, recordsOf: (id) => byId().get(id) ?? [] };
}

/** The entries of a folder by name; undefined where nobody can look into it, or where another repository lies. */
function listing(root: string, folder: string): ReadonlyMap<string, Dirent> | undefined {
  try {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    if (folder !== "" && entries.some(({ name }) => name === ".git")) return undefined;
    return new Map(entries.map((entry) => [entry.name, entry]));
  } catch {
    return undefined;
  }
}

function recordsBelow(root: string, config: Config): readonly string[] {
  return walkFolder(root, config.incidents).files.filter((path) => isIncidentPath(path, config.incidents));
}

function idIn(path: string): string {
  return /INC-\d{4}-\d+/.exec(path.slice(path.lastIndexOf("/")))?.[0] ?? "";
}

function remembering<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, find(key));
    return known.get(key) as V;
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
