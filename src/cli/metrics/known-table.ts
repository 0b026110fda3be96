import { join } from "node:path";
import { tidiedTable } from "../../reports/metrics/arrange-table.ts";
import {
  actionColumns,
  columnsOf,
  type FactTable,
  numberColumns,
  wholeColumns,
} from "../../reports/metrics/fact-table.ts";
import { readSealedBytes, writeSealedBytes } from "../sealed-bytes.ts";
import { type Columns, columnParts, columnsIn } from "./columns-bytes.ts";
import type { KnownFolder } from "./known-folders.ts";
import type { Stamps } from "./stamps.ts";

/** What is known of an archive from an earlier run. Whatever is wrong with it costs time, never a number. */
export interface KnownTable {
  readonly table: FactTable;
  /** Of each file, as it was when it was read. */
  readonly stamps: Stamps;
  /** The SHA-1 of each file's bytes, 20 bytes each. */
  readonly hashes: Uint8Array;
  readonly folders: readonly KnownFolder[];
}

const name = "metrics.bin";

/** What was kept in a folder under a key, which stands for all that a table depends on besides the files. */
export function readTable(folder: string, key: string): KnownTable | undefined {
  const bytes = readSealedBytes(join(folder, name), key);
  if (bytes === undefined) return undefined;
  try {
    return tableIn(columnsIn(bytes));
  } catch {
    return undefined;
  }
}

/** Keeps a table for the next run. Never throws. */
export function keepTable(folder: string, key: string, { table, stamps, hashes, folders }: KnownTable): void {
  const { paths, texts, numbers, wholes, items } = tidiedTable(table);
  const owned = Object.fromEntries(Object.entries(items).map(([item, column]) => [`${item}Item`, column]));
  const columns = {
    said: folders,
    numbers: { stamps, hashes, ...numbers, ...wholes, ...owned },
    texts: { paths, texts },
  };
  writeSealedBytes(folder, name, key, columnParts(columns));
}

function tableIn({ said, numbers, texts }: Columns): KnownTable {
  const column = <Kind>(of: string): Kind => {
    if (numbers[of] === undefined) throw new RangeError(`Unexpected end of what was kept, expected ${of}`);
    return numbers[of] as Kind;
  };
  return {
    folders: said as readonly KnownFolder[],
    stamps: column("stamps"),
    hashes: column("hashes"),
    table: {
      paths: texts["paths"] ?? [],
      texts: texts["texts"] ?? [],
      numbers: columnsOf(numberColumns, (of) => column<Float64Array>(of)),
      wholes: columnsOf(wholeColumns, (of) => column<Int32Array>(of)),
      items: columnsOf(actionColumns, (of) => column<Int32Array>(`${of}Item`)),
    },
  };
}
