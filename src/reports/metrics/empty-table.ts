import { actionColumns, columnsOf, type FactTable, numberColumns, wholeColumns } from "./fact-table.ts";

/** A table with a row for each of some paths, in which nothing is said yet. */
export function emptyTable(paths: readonly string[]): FactTable {
  return {
    paths,
    texts: [""],
    numbers: columnsOf(numberColumns, () => new Float64Array(paths.length)),
    wholes: columnsOf(wholeColumns, () => new Int32Array(paths.length)),
    items: columnsOf(actionColumns, () => new Int32Array()),
  };
}
