import type { Part, ShareOf } from "../../model/metrics-parts.ts";
import { shareOf } from "../share.ts";
import { type FactTable, verdicts } from "./fact-table.ts";
import { exclusionsIn, type Omitted } from "./why.ts";

/** Whether something holds of an incident, or why nobody can tell. */
export type Verdict = boolean | Omitted;

/** The columns that hold verdicts. */
export type VerdictColumn = "response" | "written" | "onTime" | "runbook";

/** How many of some incidents something holds of: with n, what is left out, and the previous period. */
export function shareOver(
  formula: string,
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
  name: VerdictColumn,
): ShareOf {
  const column = table.wholes[name];
  return {
    ...partOf(rows, column),
    formula,
    previous: previous && partOf(previous, column),
    excluded: exclusionsIn(table, rows, column),
  };
}

function partOf(rows: Int32Array, column: Int32Array): Part {
  let [n, held] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const verdict = column[rows[at] as number] as number;
    if (verdict > 0) continue;
    n += 1;
    if (verdict === verdicts.yes) held += 1;
  }
  return { n, with: held, share: shareOf(held, n, "").share };
}
