import type { Tally } from "./tally.ts";

/** Incidents of a table, and what was counted of them. */
export interface Sample {
  readonly rows: Int32Array;
  readonly tally: Tally;
}
