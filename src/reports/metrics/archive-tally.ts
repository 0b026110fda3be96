import type { Config } from "../../model/config.ts";
import { itemsTally } from "./action-items.ts";
import { outagesTally } from "./availability.ts";
import { costTally } from "./cost.ts";
import { countsTally } from "./counts.ts";
import type { FactTable } from "./fact-table.ts";
import { startsTally } from "./failures.ts";
import { firedTally } from "./fired.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import { loadsTally } from "./loads.ts";
import { countedRows } from "./rows.ts";
import { verdictsTally } from "./shares.ts";
import { keyOf, type Tally, together } from "./tally.ts";
import { recorded, timesTally } from "./times.ts";

/** What is counted of an archive. */
export interface ArchiveTally {
  /** Of the incidents that count and have a start. */
  readonly counted: Tally;
  /** Of all files. */
  readonly files: Tally;
}

/** What is counted of some files, whether they count or not. */
export function archiveTally(table: FactTable, rows: Int32Array, config: Config): ArchiveTally {
  return { counted: countedTally(table, countedRows(table, rows), config), files: filesTally(table, rows) };
}

/** What is counted of files, whether they count or not. */
export function filesTally(table: FactTable, rows: Int32Array): Tally {
  return new Map([[keyOf("latest"), histogramOf(recorded(rows, table.numbers.latest))], ...firedTally(table, rows)]);
}

/** What is counted of incidents that count. */
export function countedTally(table: FactTable, rows: Int32Array, config: Config): Tally {
  return new Map<string, Histogram>([
    [keyOf("started"), histogramOf(recorded(rows, table.numbers.started))],
    ...timesTally(table, rows, "seconds"),
    ...(config.supportHours === null ? [] : timesTally(table, rows, "support")),
    ...countsTally(table, rows),
    ...verdictsTally(table, rows),
    ...outagesTally(table, rows),
    ...costTally(table, rows),
    ...startsTally(table, rows),
    ...itemsTally(table, rows),
    ...loadsTally(table, rows, config),
  ]);
}

/** What is counted of an archive with some files more, or without them. */
export function changedTally(
  { counted, files }: ArchiveTally,
  sign: 1 | -1,
  table: FactTable,
  rows: Int32Array,
  config: Config,
): ArchiveTally {
  if (rows.length === 0) return { counted, files };
  const some = archiveTally(table, rows, config);
  return { counted: together(counted, some.counted, sign), files: together(files, some.files, sign) };
}
