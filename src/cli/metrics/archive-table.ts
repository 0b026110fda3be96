import { hash } from "node:crypto";
import { archiveTally, changedTally } from "../../reports/metrics/archive-tally.ts";
import { arrangedTable, copiedRuns, runsOf } from "../../reports/metrics/arrange-table.ts";
import { emptyTable } from "../../reports/metrics/empty-table.ts";
import { type FactTable, none } from "../../reports/metrics/fact-table.ts";
import { allRows } from "../../reports/metrics/rows.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace-of.ts";
import { archivePaths, globsWithout } from "./archive-paths.ts";
import { type KnownArchive, keepArchive, readArchive } from "./known-table.ts";
import type { ChangedFiles } from "./read-changed.ts";
import { changedRows, stampsOf } from "./stamps.ts";

/** Goes up whenever a table is made of something else than before, or printed in another way. */
const form = 4;
const hashLength = 20;

/** An archive of which it is known what changed since the last run. */
export interface Archive {
  /** Where something is kept of it, and what stands for its files; undefined where nothing is. */
  readonly folder: string | undefined;
  /** Undefined where a file changed that is not kept. */
  readonly digest: () => string | undefined;
  /** The table of all files that metrics are made from. Those that changed are read. */
  readonly table: () => Promise<FactTable>;
}

export function openArchive(workspace: Workspace, asked: Asked, io: Io): Archive {
  const { root, config } = workspace;
  const folder = cacheFolder(asked, io, root);
  const key = hash("sha256", JSON.stringify([form, readManifest().version, config]));
  const known = folder === undefined ? undefined : readArchive(folder, key);
  const now = Date.now();
  const { paths, folders } = archivePaths(workspace, known, now);
  const globs = config.archives.flatMap((one) => one.paths);
  for (const glob of globsWithout(globs, paths)) {
    io.err(`Note: ${plain(`no file fits \`${glob}\` of \`archives\`: nothing of it is counted`)}`);
  }
  if (folder === undefined) {
    const rows = Array.from(paths.keys());
    const table = () => readChanged({ workspace, io, begun: emptyTable(paths), rows, hashes: undefined });
    return { folder, digest: () => undefined, table };
  }
  const stamps = stampsOf(root, paths, now);
  const from = known && matched(paths, known.paths);
  const changed = changedRows(stamps, known?.stamps, from, paths.length);
  let digest = known && changed.length === 0 && paths === known.paths ? known.digest : undefined;
  const table = async (): Promise<FactTable> => {
    const before = known?.table();
    const { begun, hashes } = begin(paths, before && known, before, from);
    const rows = before ? changed : Array.from(paths.keys());
    const old = rowsBefore(known?.paths.length ?? 0, from, rows);
    // Of ten thousand files, reading a hundred again costs less than writing what is known of the others.
    const isMuch = Math.max(rows.length, old.length) > paths.length / 100;
    // Taken away before their rows are written over.
    const rest = isMuch || !before?.tally ? undefined : changedTally(before.tally, -1, before, old, config);
    const made = rows.length === 0 ? begun : await readChanged({ workspace, io, begun, rows, hashes });
    if (!isMuch) {
      return { ...made, tally: rest && changedTally(rest, 1, made, Int32Array.from(rows), config) };
    }
    const tally = archiveTally(made, allRows(made), config);
    digest = keepArchive(folder, key, { paths, stamps, hashes, folders }, { ...made, tally });
    return { ...made, tally };
  };
  return { folder, digest: () => digest, table };
}

/** What reads files is loaded where there is a file to read. */
async function readChanged(changed: ChangedFiles): Promise<FactTable> {
  return (await import("./read-changed.ts")).readChanged(changed);
}

/** What is known, arranged by other paths. */
function begin(
  paths: readonly string[],
  known: KnownArchive | undefined,
  table: FactTable | undefined,
  from: Int32Array | "same" | undefined,
): { readonly begun: FactTable; readonly hashes: Uint8Array } {
  const hashes = new Uint8Array(paths.length * hashLength);
  if (!known || !table || !from) return { begun: emptyTable(paths), hashes };
  if (from === "same") return { begun: table, hashes: known.hashes };
  copiedRuns(known.hashes, hashes, runsOf(from), hashLength);
  return { begun: arrangedTable(table, paths, from), hashes };
}

/** The rows of a known table whose files changed or are gone. */
function rowsBefore(length: number, from: Int32Array | "same" | undefined, changed: readonly number[]): Int32Array {
  if (from === "same") return Int32Array.from(changed);
  const old = changed.map((row) => from?.[row] ?? none).filter((row) => row !== none);
  // Both are in the same order: what lies between two that are there is gone.
  for (let [to, next] = [0, 0]; next < length; to += 1) {
    const one = from === undefined || to >= from.length ? length : (from[to] as number);
    for (; next < one; next += 1) old.push(next);
    if (one !== none) next = one + 1;
  }
  return Int32Array.from(old);
}

/** Where each of some sorted paths stands among others, or `none`. */
function matched(paths: readonly string[], known: readonly string[]): Int32Array | "same" {
  if (paths === known) return "same";
  const from = new Int32Array(paths.length);
  for (let [row, at] = [0, 0]; row < paths.length; row += 1) {
    const path = paths[row] as string;
    while (at < known.length && known[at] !== path && (known[at] as string) < path) at += 1;
    from[row] = known[at] === path ? at++ : none;
  }
  return from;
}
