import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../../model/config.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { isAlertPath, isServicePath } from "../../reports/alert-paths.ts";
import { freshAfter } from "../metrics/stamps.ts";
import { entriesOf, isInside, isRepository, kindAt, maxDepth, type Skipped } from "../tree-walk.ts";

/** Where coverage looks. */
export interface Ground {
  readonly root: string;
  readonly config: Config;
}

/** What was found there. */
export interface WantedTree {
  /** The folders at which the walk began. */
  readonly starts: readonly string[];
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
  /** Every folder that was entered, with its stamp from before. */
  readonly folders: readonly { readonly path: string; readonly stamp: FolderStamp }[];
}

/** Times, inode and device, which change whenever a name in the folder does; undefined where it is too fresh to tell. */
type FolderStamp = readonly [number, number, number, number] | undefined;

/** The files of the folders that anything wanted can lie in. What npm installs is not ours. */
export function walkWanted(ground: Ground): WantedTree {
  const { root } = ground;
  const tree = { starts: startsOf(ground), files: [] as string[], skipped: [] as Skipped[] };
  const folders: WantedTree["folders"][number][] = [];
  const own = (path: string): boolean => !/(?:^|\/)node_modules\//.test(path);
  const now = Date.now();
  const enter = (path: string, depth: number): void => {
    if (depth > maxDepth) return void tree.skipped.push({ path, reason: `nested over ${maxDepth} folders deep` });
    folders.push({ path, stamp: folderStamp(root, path, now) });
    for (const { path: below, kind, reason } of entriesOf(root, path)) {
      if (!own(below) || (kind === "folder" && !own(`${below}/`) && !isRepository(root, below))) continue;
      if (kind === "folder" && !isRepository(root, below)) enter(below, depth + 1);
      else if (kind === "file") tree.files.push(below);
      else tree.skipped.push({ path: below, reason: reason ?? "a submodule or another repository" });
    }
  };
  for (const start of tree.starts) enter(start, 0);
  return { ...tree, folders };
}

export function folderStamp(root: string, path: string, now: number): FolderStamp {
  const facts = lstatSync(`${root}/${path}`, { throwIfNoEntry: false });
  if (!facts?.isDirectory() || Math.max(facts.ctimeMs, facts.mtimeMs) >= freshAfter(now)) return undefined;
  return [facts.mtimeMs, facts.ctimeMs, facts.ino, facts.dev];
}

/** The folders that anything wanted can lie in, without those in others: a glob's begins before its first star. */
export function startsOf({ root, config }: Ground): readonly string[] {
  const globs = [...config.alerts.flatMap(({ paths }) => paths), ...config.services];
  const starts = globs.map((glob) => glob.replace(/^\.?\//, "").replace(/[^/]*[*?{].*$/s, ""));
  const folders = [
    ...starts.map((start) => start.replace(/(?:^|\/)[^/]*$/, "")),
    config.incidents,
    config.runbooks,
    config.reports,
  ];
  const outer = [...new Set(folders)].filter(
    (one) => !folders.some((other) => other !== one && (other === "" || one.startsWith(`${other}/`))),
  );
  return outer.toSorted().filter((folder) => kindAt(join(root, folder)) === "folder" && isInside(root, folder));
}

/** The files that the report is made of, each in all the roles that it has. */
export interface WantedFiles {
  /** In the order of their code units. */
  readonly incidents: readonly string[];
  /** Alerts, services, runbooks and the report before. */
  readonly others: readonly string[];
}

/** `known`: those of an earlier tree under the same config, of which nobody need ask again what they are. */
export function wantedOf(files: readonly string[], config: Config, known?: WantedFiles): WantedFiles {
  const [incidents, others] = [new Set(known?.incidents), new Set(known?.others)];
  const isKnown = (path: string): boolean => incidents.has(path) || others.has(path);
  const isOther = (path: string): boolean =>
    isAlertPath(path, config) ||
    isServicePath(path, config) ||
    isRunbookPath(path, config) ||
    path === previousPath(config);
  const isIncident = (path: string): boolean => isIncidentPath(path, config.incidents);
  return {
    incidents: files
      .filter((path) => (isKnown(path) ? incidents.has(path) : isIncident(path)))
      .sort((a, b) => (a < b ? -1 : 1)),
    others: files.filter((path) => (isKnown(path) ? others.has(path) : isOther(path))),
  };
}

/** Where the report of the last merge lies. */
export const previousPath = (config: Config): string => `${config.reports}/runbook-coverage.json`;

/** What would have been looked at if it could be. */
export function wantedSkips({ skipped }: WantedTree, config: Config): readonly Skipped[] {
  return skipped.filter(
    ({ path }) => isAlertPath(path, config) || isRunbookPath(path, config) || path.startsWith(`${config.incidents}/`),
  );
}
