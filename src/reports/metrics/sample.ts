import type { Exclusion } from "../../model/metrics-parts.ts";
import type { FactTable, WhyColumn } from "./fact-table.ts";
import type { Tally } from "./tally.ts";
import { exclusionsIn, type Lister } from "./why.ts";

/** Incidents: how many, what was counted of them, and who of them is left out of a number, by the column that says why. */
export interface Sample {
  readonly n: number;
  readonly tally: Tally;
  readonly excluded: (column: WhyColumn) => Exclusion[];
}

/** Some rows of a table. */
export function sampleOf(table: FactTable, rows: Int32Array, tally: Tally, listed: Lister): Sample {
  return { n: rows.length, tally, excluded: (column) => exclusionsIn(table, rows, column, listed) };
}
