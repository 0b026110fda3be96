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

/** Those of some rows that started in a span. */
export function rowsIn(
  { from, to }: Pick<Span, "from" | "to">,
  { numbers: { started } }: FactTable,
  rows: Int32Array,
): Int32Array {
  const [first, end] = [msOf(from), msOf(to)];
  return rows.filter((row) => (started[row] as number) >= first && (started[row] as number) < end);
}
