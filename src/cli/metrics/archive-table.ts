import { archiveTally, changedTally } from "../../reports/metrics/archive-tally.ts";
import { arrangedTable, copiedRuns, type Run } from "../../reports/metrics/arrange-table.ts";
import { emptyTable } from "../../reports/metrics/empty-table.ts";
import type { FactTable } from "../../reports/metrics/fact-table.ts";
import type { ArchiveChanges } from "../../reports/metrics/refresh-metrics.ts";
import { allRows } from "../../reports/metrics/rows.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace-of.ts";
import { archivePaths, globsWithout } from "./archive-paths.ts";
import { changedRows, rowsBefore } from "./changed-rows.ts";
import { type KnownArchive, keepArchive, readArchive } from "./known-table.ts";
import type { ChangedFiles } from "./read-changed.ts";
import { stampsOf } from "./stamps.ts";

/** Goes up whenever a table is made of something else than before, or printed in another way. */
const form = 5;
const hashLength = 20;

/** An archive of which it is known what changed since the last run. */
export interface Archive {
  /** Where something is kept of it, and what stands for its files; undefined where nothing is. */
  readonly folder: string | undefined;
  /** What stands for the files as they are kept, and whether these are all that there are, as they are. */
  readonly id: string | undefined;
  readonly isSame: boolean;
  /** What became of the files since; undefined where so many changed that the table is made anew. */
  readonly changes: () => Promise<ArchiveChanges | undefined>;
  /** The table of all files that metrics are made from, and what stands for it if it was kept. Files that changed are read. */
  readonly table: () => Promise<{ readonly table: FactTable; readonly id: string | undefined }>;
}

export function openArchive(workspace: Workspace, asked: Asked, io: Io): Archive {
  const { root, config } = workspace;
  const folder = cacheFolder(asked, io, root);
  const key = JSON.stringify([form, readManifest().version, config]);
  const known = folder === undefined ? undefined : readArchive(folder, key);
  const now = Date.now();
  const { paths, folders, runs } = archivePaths(workspace, known, now);
  const globs = config.archives.flatMap((one) => one.paths);
  for (const glob of globsWithout(globs, paths)) {
    io.err(`Note: ${plain(`no file fits \`${glob}\` of \`archives\`: nothing of it is counted`)}`);
  }
  const length = paths.length;
  const every = (): readonly number[] => Array.from(paths.keys());
  if (folder === undefined) {
    const read = () => readChanged({ workspace, io, begun: emptyTable(paths), rows: every(), hashes: undefined });
    return {
      ...{ folder, id: undefined, isSame: false },
      changes: async () => undefined,
      table: async () => ({ table: await read(), id: undefined }),
    };
  }
  const stamps = stampsOf(root, paths, now);
  const rows = known ? changedRows(stamps, known.stamps, runs) : every();
  const old = rowsBefore(known?.paths.length ?? 0, runs, rows);
  // Of ten thousand files, reading a hundred again costs less than writing what is known of the others.
  const isMuch = Math.max(rows.length, old.length) > length / 100;
  const isSame = known !== undefined && rows.length === 0 && paths === known.paths;
  const changes = async (): Promise<ArchiveChanges | undefined> => {
    const tally = isMuch ? undefined : known?.tally();
    const before = old.length === 0 ? undefined : known?.table();
    if (!known || !tally || (old.length > 0 && !before)) return undefined;
    const begun = emptyTable(rows.map((row) => paths[row] as string));
    const came = await readChanged({ workspace, io, begun, rows: [...rows.keys()], hashes: undefined });
    const rest = before ? changedTally(tally, -1, before, old, config) : tally;
    return {
      ...{ files: length, came },
      tally: changedTally(rest, 1, came, Int32Array.from(rows.keys()), config),
      gone: Array.from(old, (row) => known.paths[row] as string),
    };
  };
  const table = async () => {
    const [before, tally] = [known?.table(), isMuch ? undefined : known?.tally()];
    // Taken away before their rows are written over.
    const rest = before && tally && changedTally(tally, -1, before, old, config);
    const { begun, hashes } = begin(paths, before && known, before, runs);
    const anew = before ? rows : every();
    const made = anew.length === 0 ? begun : await readChanged({ workspace, io, begun, rows: anew, hashes });
    if (before && !isMuch) {
      const counted = rest && changedTally(rest, 1, made, Int32Array.from(rows), config);
      return { table: { ...made, tally: counted }, id: isSame ? known?.id : undefined };
    }
    const all = { ...made, tally: archiveTally(made, allRows(made), config) };
    return { table: all, id: keepArchive(folder, key, { paths, stamps, hashes, folders }, all) };
  };
  return { folder, id: known?.id, isSame, changes, table };
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
  runs: readonly Run[],
): { readonly begun: FactTable; readonly hashes: Uint8Array } {
  const hashes = new Uint8Array(paths.length * hashLength);
  if (!known || !table) return { begun: emptyTable(paths), hashes };
  if (paths === known.paths) return { begun: table, hashes: known.hashes };
  copiedRuns(known.hashes, hashes, runs, hashLength);
  return { begun: arrangedTable(table, paths, runs), hashes };
}
