import { maxFileBytes } from "../../model/ask.ts";
import type { IncidentFact } from "../../reports/metrics/fact.ts";
import type { FactTable } from "../../reports/metrics/fact-table.ts";
import { plainFactReader, type ReadFile } from "../../reports/metrics/plain-facts.ts";
import { tableFiller } from "../../reports/metrics/table-of.ts";
import { growYoungGeneration } from "../engine.ts";
import type { Io } from "../io.ts";
import { readText } from "../read-text.ts";
import type { Workspace } from "../workspace-of.ts";
import { wayFrom } from "./stamps.ts";

/** What is to be read of an archive. */
export interface ChangedFiles {
  readonly workspace: Workspace;
  readonly io: Io;
  /** The table whose rows are written over. */
  readonly begun: FactTable;
  readonly rows: readonly number[];
  /** The SHA-1 of the bytes that each row was made from, zeros where it was made from none, which are written over too; undefined: nobody wants to know. */
  readonly hashes: Uint8Array | undefined;
}

const hashLength = 20;
/** Files of which what stays outgrows the young generation as it is at the start, and after so many it is looked at again. */
const growing = 50;

/** A table with some of its rows read anew from their files, one file after the other. */
export async function readChanged({ workspace, io, begun, rows, hashes }: ChangedFiles): Promise<FactTable> {
  const { root, config } = workspace;
  const isKnown = hashes && (await hashesIn(hashes));
  const filler = tableFiller(begun, config);
  const read = plainFactReader(config);
  let parse: ((file: ReadFile) => IncidentFact | undefined) | undefined;
  const progress = io.progress("Reading", rows.length);
  const way = wayFrom(root);
  const room = Buffer.allocUnsafe(maxFileBytes);
  const grown = rows.length > growing ? growYoungGeneration() : undefined;
  for (const [index, row] of rows.entries()) {
    progress.at(index);
    if (index % growing === 0) grown?.();
    const path = begun.paths[row] as string;
    const file = readText(`${way}${path}`, room);
    const bytes = file.kind === "text" ? file.bytes : undefined;
    if (isKnown?.(row, bytes)) continue;
    const text = file.kind === "text" ? file.text : null;
    const plain = read({ path, text });
    // The libraries that the other files need take longer to load than a plain file takes to read.
    if (!plain) parse ??= (await import("../../reports/metrics/read-facts.ts")).factReader(config);
    const fact = plain ?? parse?.({ path, text });
    if (fact) filler.put(row, fact);
  }
  progress.end();
  return filler.table();
}

/** Tells whether the hash of a row is that of some bytes; if not, it is so from now on. */
async function hashesIn(hashes: Uint8Array): Promise<(row: number, bytes: Buffer | undefined) => boolean> {
  // Loaded where a hash is wanted: that takes longer than to read a file.
  const { hash } = await import("node:crypto");
  return (row, bytes) => {
    const known = hashes.subarray(row * hashLength, (row + 1) * hashLength);
    if (!bytes) {
      known.fill(0);
      return false;
    }
    const own = hash("sha1", bytes, "buffer");
    if (own.equals(known)) return true;
    known.set(own);
    return false;
  };
}
