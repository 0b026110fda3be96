import type { Severity } from "../../model/incident-words.ts";
import type { Part, ShareOf } from "../../model/metrics-parts.ts";
import { shareOf } from "../share.ts";
import { bySeverity } from "./by-severity.ts";
import { type FactTable, type VerdictColumn, verdicts } from "./fact-table.ts";
import { type Histogram, histogramFrom, sizeBetween, sizeOf } from "./histogram.ts";
import type { Sample } from "./sample.ts";
import { histogramIn, keyOf, type Tally } from "./tally.ts";
import type { Omitted } from "./why.ts";

/** Whether something holds of an incident, or why nobody can tell. */
export type Verdict = boolean | Omitted;

const columns: readonly VerdictColumn[] = ["response", "written", "onTime", "runbook"];

/** Of how many incidents each verdict is yes (1) and no (0), and of how many of each severity that on the response. */
export function verdictsTally(table: FactTable, rows: Int32Array): Tally {
  const bySeverities = bySeverity(table, rows).map(
    ({ key, rows: own }) => [keyOf("verdict", "response", key), verdictsIn(own, table.wholes.response)] as const,
  );
  return new Map([
    ...columns.map((name) => [keyOf("verdict", name), verdictsIn(rows, table.wholes[name])] as const),
    ...bySeverities,
  ]);
}

/** How many of some incidents something holds of: with n, what is left out, and the previous period. */
export function shareOver(
  formula: string,
  { tally, excluded }: Sample,
  previous: Sample | null,
  name: VerdictColumn,
): ShareOf {
  return {
    ...partIn(tally, name),
    formula,
    previous: previous && partIn(previous.tally, name),
    excluded: excluded(name),
  };
}

/** Of how many incidents, of one severity or of all, a verdict is yes. */
export function partIn(tally: Tally, ...whose: readonly [VerdictColumn, Severity?]): Part {
  const said = histogramIn(tally, "verdict", ...(whose as readonly string[]));
  return partOf(sizeBetween(said, 1, 2), sizeOf(said));
}

/** How many of some something holds of, and their share of all. */
export function partOf(held: number, n: number): Part {
  return { n, with: held, share: shareOf(held, n, "").share };
}

function verdictsIn(rows: Int32Array, column: Int32Array): Histogram {
  let [n, held] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const verdict = column[rows[at] as number] as number;
    if (verdict > 0) continue;
    n += 1;
    if (verdict === verdicts.yes) held += 1;
  }
  const counted = [[0, n - held] as const, [1, held] as const].filter(([, many]) => many > 0);
  return histogramFrom(new Map(counted));
}
