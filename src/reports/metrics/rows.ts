import type { Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import type { FactTable } from "./fact-table.ts";

/** The files that count, whenever they started. */
export function keptRows({ paths, wholes: { left } }: FactTable): Int32Array {
  const rows = new Int32Array(paths.length);
  let n = 0;
  for (let row = 0; row < paths.length; row += 1) if (left[row] === 0) rows[n++] = row;
  return rows.subarray(0, n);
}

/** Those of some rows that count and have a start. */
export function countedRows({ wholes: { left }, numbers: { started } }: FactTable, rows: Int32Array): Int32Array {
  return rows.filter((row) => left[row] === 0 && !Number.isNaN(started[row]));
}

/** All files. */
export function allRows({ paths }: FactTable): Int32Array {
  const rows = new Int32Array(paths.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  return rows;
}

/** Those of some rows that started in a span. */
export function rowsIn(
  { from, to }: Pick<Span, "from" | "to">,
  { numbers: { started } }: FactTable,
  rows: Int32Array,
): Int32Array {
  const [first, end] = [msOf(from), msOf(to)];
  const found = new Int32Array(rows.length);
  let n = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const one = started[row] as number;
    if (one >= first && one < end) found[n++] = row;
  }
  return found.subarray(0, n);
}

/** How many of some rows hold each number of a column, of which none is below zero or as much as `most`. */
export function sizesIn(rows: Int32Array, column: Int32Array, most: number): Int32Array {
  const sizes = new Int32Array(most);
  for (let at = 0; at < rows.length; at += 1) {
    const one = column[rows[at] as number] as number;
    sizes[one] = (sizes[one] as number) + 1;
  }
  return sizes;
}
