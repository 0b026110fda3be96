import { join } from "node:path";
import type { ArchiveTally } from "../../reports/metrics/archive-tally.ts";
import { tidiedTable } from "../../reports/metrics/arrange-table.ts";
import {
  actionColumns,
  columnsOf,
  type FactTable,
  numberColumns,
  wholeColumns,
} from "../../reports/metrics/fact-table.ts";
import { readSealed, writeSealed } from "../sealed.ts";
import { type Columns, columnParts, columnsIn } from "./columns-bytes.ts";
import type { KnownFolder } from "./known-folders.ts";
import type { Stamps } from "./stamps.ts";
import { columnsOfTally, tallyInColumns } from "./tally-columns.ts";

/** The files of an archive as they were when they were read. */
export interface KnownFiles {
  readonly paths: readonly string[];
  readonly stamps: Stamps;
  /** The SHA-1 of each file's bytes, 20 bytes each. */
  readonly hashes: Uint8Array;
  readonly folders: readonly KnownFolder[];
}

/** What was kept of an archive. Whatever is wrong with it costs time, never a number. */
export interface KnownArchive extends KnownFiles {
  /** Stands for all of the files and for the key that they were kept under: no others have it. */
  readonly id: string;
  /** What was made of them, and what is counted of them; undefined where that can't be believed. */
  readonly table: () => FactTable | undefined;
  readonly tally: () => ArchiveTally | undefined;
}

/** A table of which it is known what is counted. */
type CountedTable = FactTable & { readonly tally: ArchiveTally };

const names = { files: "metrics-files.bin", table: "metrics-table.bin", tally: "metrics-tally.bin" } as const;

/** What was kept in a folder under a key, which stands for all that a table depends on besides the files. */
export function readArchive(folder: string, key: string): KnownArchive | undefined {
  const read = readColumns(folder, names.files, key);
  if (!read) return undefined;
  const { said, numbers, texts } = read;
  const { id, folders } = said as Pick<KnownArchive, "id" | "folders">;
  const { paths } = texts;
  const { stamps, hashes } = numbers;
  if (!paths || !(stamps instanceof Float64Array) || !(hashes instanceof Uint8Array)) return undefined;
  return {
    ...{ id, paths, stamps, hashes, folders },
    table: () => {
      const columns = readColumns(folder, names.table, id);
      return columns && tableIn(columns, paths);
    },
    tally: () => {
      const columns = readColumns(folder, names.tally, id);
      return columns && tallyInColumns(columns);
    },
  };
}

/**
 * Keeps files, the table that was made of them and what is counted of it for the next run. Their id, if they could be kept. Never
 * throws.
 */
export function keepArchive(folder: string, key: string, files: KnownFiles, made: CountedTable): string | undefined {
  try {
    return keep(folder, key, files, made);
  } catch {
    return undefined;
  }
}

function keep(folder: string, key: string, files: KnownFiles, made: CountedTable): string {
  const { paths, stamps, hashes, folders } = files;
  const id = crypto.randomUUID();
  const { texts, numbers, wholes, items } = tidiedTable(made);
  const owned = Object.fromEntries(Object.entries(items).map(([item, column]) => [`${item}Item`, column]));
  const columns = { said: null, numbers: { ...numbers, ...wholes, ...owned }, texts: { texts } };
  // First what was made of them: files alone are believed by nobody.
  writeSealed(folder, names.table, id, columnParts(columns));
  writeSealed(folder, names.tally, id, columnParts({ said: null, ...columnsOfTally(made.tally) }));
  const own = { said: { id, folders }, numbers: { stamps, hashes }, texts: { paths } };
  writeSealed(folder, names.files, key, columnParts(own));
  return id;
}

/** Columns that were kept under a key. */
export function readColumns(folder: string, name: string, key: string): Columns | undefined {
  const bytes = readSealed(join(folder, name), key);
  try {
    return bytes && columnsIn(bytes);
  } catch {
    return undefined;
  }
}

function tableIn({ numbers, texts }: Columns, paths: readonly string[]): FactTable | undefined {
  const all = [...numberColumns, ...wholeColumns, ...actionColumns.map((name) => `${name}Item`)];
  if (!texts["texts"] || all.some((name) => numbers[name] === undefined)) return undefined;
  return {
    paths,
    texts: texts["texts"],
    numbers: columnsOf(numberColumns, (name) => numbers[name] as Float64Array),
    wholes: columnsOf(wholeColumns, (name) => numbers[name] as Int32Array),
    items: columnsOf(actionColumns, (name) => numbers[`${name}Item`] as Int32Array),
  };
}
