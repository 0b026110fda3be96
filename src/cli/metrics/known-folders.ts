import { lstatSync, type Stats } from "node:fs";
import { isRepository, listedIn, maxDepth } from "../tree-walk.ts";
import { freshAfter } from "./stamps.ts";

/** A folder as it was walked: where its stamp is the same, so are the names in it. */
export interface KnownFolder {
  readonly path: string;
  /** Whether the walk began there: it is entered then, whatever it is. */
  readonly first: boolean;
  /** Times, inode and device; null where it was too fresh to tell. */
  readonly stamp: readonly number[] | null;
  /** The folders in it that are entered. */
  readonly folders: readonly string[];
}

/** A walk by what is known: which folders hold the files that they held, and the files of the others. */
export interface KnownWalk {
  readonly folders: KnownFolder[];
  /** The paths of the folders whose files are the known ones. */
  readonly same: Set<string>;
  /** The folders that were listed. */
  readonly listed: Set<string>;
  /** The files in them. */
  readonly files: string[];
}

/** Walks folders of the repository as `walkFolder` does, and lists only what may have changed. */
export function walkKnown(
  root: string,
  begin: readonly string[],
  known: readonly KnownFolder[],
  now: number,
): KnownWalk {
  const before = new Map(known.map((one) => [keyOf(one), one]));
  const walk: KnownWalk = { folders: [], same: new Set(), listed: new Set(), files: [] };
  const enter = (path: string, depth: number): void => {
    if (depth > maxDepth) return;
    const first = depth === 0;
    const stamp = stampOf(lstatSync(`${root}/${path}`, { throwIfNoEntry: false }), now);
    const found = before.get(keyOf({ path, first }));
    const isSame = stamp !== null && found?.stamp?.every((one, at) => one === stamp[at]) === true;
    const folder = isSame ? found : { path, first, stamp, folders: list(path, first) };
    if (isSame) walk.same.add(path);
    walk.folders.push(folder);
    for (const below of folder.folders) enter(below, depth + 1);
  };
  const list = (path: string, first: boolean): readonly string[] => {
    walk.listed.add(path);
    const entries = !first && isRepository(root, path) ? [] : listedIn(root, path);
    for (const { path: file, kind } of entries) if (kind === "file") walk.files.push(file);
    return entries.filter(({ kind }) => kind === "folder").map(({ path: below }) => below);
  };
  for (const path of begin) enter(path, 0);
  return walk;
}

const keyOf = ({ path, first }: Pick<KnownFolder, "path" | "first">): string => `${first ? "/" : ""}${path}`;

function stampOf(facts: Stats | undefined, now: number): readonly number[] | null {
  if (!facts || facts.ctimeMs >= freshAfter(now) || facts.mtimeMs >= freshAfter(now)) return null;
  return [facts.mtimeMs, facts.ctimeMs, facts.ino, facts.dev];
}
