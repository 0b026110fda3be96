import { hash } from "node:crypto";
import { arrangedTable } from "../../reports/metrics/arrange-table.ts";
import { emptyTable } from "../../reports/metrics/empty-table.ts";
import { type FactTable, none } from "../../reports/metrics/fact-table.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace-of.ts";
import { archivePaths, globsWithout } from "./archive-paths.ts";
import { type KnownTable, keepTable, readTable } from "./known-table.ts";
import type { ChangedFiles } from "./read-changed.ts";
import { isSameStamp, stampsOf } from "./stamps.ts";

/** Goes up whenever a table is made of something else than before. */
const form = 1;
const hashLength = 20;

/** The table of all files that metrics are made from. Those that changed since the last run are read. */
export async function archiveTable(workspace: Workspace, asked: Asked, io: Io): Promise<FactTable> {
  const { root, config } = workspace;
  const folder = cacheFolder(asked, io, root);
  const key = hash("sha256", JSON.stringify([form, readManifest().version, config]));
  const known = folder === undefined ? undefined : readTable(folder, key);
  const now = Date.now();
  const { paths, folders } = archivePaths(
    workspace,
    known && { paths: known.table.paths, folders: known.folders },
    now,
  );
  for (const glob of globsWithout(
    config.archives.flatMap((one) => one.paths),
    paths,
  )) {
    io.err(`Note: ${plain(`no file fits \`${glob}\` of \`archives\`: nothing of it is counted`)}`);
  }
  if (folder === undefined) {
    const rows = Array.from(paths.keys());
    return readChanged({ workspace, io, begun: emptyTable(paths), rows, hashes: undefined });
  }
  const begun = arranged(known, paths);
  const stamps = stampsOf(root, paths, now);
  const rows = changedRows(begun, stamps);
  if (rows.length === 0) {
    if (known && known.table.paths.length > paths.length * 1.01) keepTable(folder, key, { ...begun, stamps, folders });
    return begun.table;
  }
  const table = await readChanged({ workspace, io, begun: begun.table, rows, hashes: begun.hashes });
  // Of ten thousand files, reading a hundred again costs less than writing what is known of the others.
  const gone = Math.max(0, (known?.table.paths.length ?? 0) - paths.length);
  if (rows.length + gone > paths.length / 100) keepTable(folder, key, { table, stamps, hashes: begun.hashes, folders });
  return table;
}

/** What reads files is loaded where there is a file to read. */
async function readChanged(changed: ChangedFiles): Promise<FactTable> {
  return (await import("./read-changed.ts")).readChanged(changed);
}

interface Begun extends Omit<KnownTable, "folders"> {
  /** For each path the row of what is known, or `none`. */
  readonly from: Int32Array;
}

/** What is known, arranged by other paths. */
function arranged(known: KnownTable | undefined, paths: readonly string[]): Begun {
  if (!known) {
    const from = new Int32Array(paths.length).fill(none);
    const [stamps, hashes] = [new Float64Array(), new Uint8Array(paths.length * hashLength)];
    return { table: emptyTable(paths), stamps, hashes, from };
  }
  if (paths === known.table.paths) return { ...known, from: Int32Array.from(paths.keys()) };
  const from = matched(paths, known.table.paths);
  const hashes = new Uint8Array(paths.length * hashLength);
  for (const [to, row] of from.entries()) {
    if (row === none) continue;
    hashes.set(known.hashes.subarray(row * hashLength, (row + 1) * hashLength), to * hashLength);
  }
  return { table: arrangedTable(known.table, paths, from), stamps: known.stamps, hashes, from };
}

/** Where each of some sorted paths stands among others, or `none`. */
function matched(paths: readonly string[], known: readonly string[]): Int32Array {
  let at = 0;
  return Int32Array.from(paths, (path) => {
    while (at < known.length && (known[at] as string) < path) at += 1;
    return known[at] === path ? at : none;
  });
}

/** The rows of files that may be others than they were. */
function changedRows({ stamps: before, from }: Begun, stamps: Float64Array): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < from.length; row += 1) {
    const known = from[row] as number;
    if (known === none || !isSameStamp(stamps, row, before, known)) rows.push(row);
  }
  return rows;
}
