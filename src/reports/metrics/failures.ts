import type { Metrics } from "../../model/metrics.ts";
import { byService } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { numbersOf } from "./numbers.ts";
import { recorded } from "./times.ts";

const nobody = new Int32Array();

/** The gaps between consecutive starts of each service's incidents; n counts the gaps. */
export function betweenFailures(
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
): Metrics["betweenFailures"] {
  const before = previous && new Map(byService(table, previous).map(({ name, rows }) => [name.toLowerCase(), rows]));
  return {
    formula:
      "mean gap between consecutive started of the incidents that name a service; n gaps are n + 1 incidents, with one there is none",
    services: byService(table, rows).map(({ name, rows: own }) => ({
      service: name,
      incidents: own.length,
      ...numbersOf(gapsOf(table, own)),
      previous: before && numbersOf(gapsOf(table, before.get(name.toLowerCase()) ?? nobody)),
    })),
  };
}

function gapsOf({ numbers: { started } }: FactTable, rows: Int32Array): Float64Array {
  const sorted = recorded(rows, started).sort();
  const gaps = new Float64Array(Math.max(0, sorted.length - 1));
  for (let at = 0; at < gaps.length; at += 1) {
    gaps[at] = ((sorted[at + 1] as number) - (sorted[at] as number)) / 1000;
  }
  return gaps;
}
