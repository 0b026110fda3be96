import type { Metrics } from "../../model/metrics.ts";
import { byService } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import { numbersOf } from "./numbers.ts";
import type { Sample } from "./sample.ts";
import { histogramIn, keyOf, type Tally } from "./tally.ts";
import { recorded } from "./times.ts";

const serviceOf = (name: string): string => name.toLowerCase();

/** When the incidents of each service started. */
export function startsTally(table: FactTable, rows: Int32Array): Tally {
  const { started } = table.numbers;
  return new Map(
    byService(table, rows).map(({ name, rows: own }) => [
      keyOf("starts", serviceOf(name)),
      histogramOf(recorded(own, started)),
    ]),
  );
}

/** The gaps between consecutive starts of each service's incidents; n counts the gaps. */
export function betweenFailures(
  table: FactTable,
  { rows, tally }: Sample,
  previous: Sample | null,
): Metrics["betweenFailures"] {
  return {
    formula:
      "mean gap between consecutive started of the incidents that name a service; n gaps are n + 1 incidents, with one there is none",
    services: byService(table, rows).map(({ name, rows: own }) => {
      const numbersFor = (one: Tally) => numbersOf(gapsOf(histogramIn(one, "starts", serviceOf(name))));
      return {
        service: name,
        incidents: own.length,
        ...numbersFor(tally),
        previous: previous && numbersFor(previous.tally),
      };
    }),
  };
}

/** Seconds: none between those that started in one moment. */
function gapsOf({ values, counts }: Histogram): Float64Array {
  let most = -1;
  for (let at = 0; at < counts.length; at += 1) most += counts[at] as number;
  const gaps = new Float64Array(Math.max(0, most));
  for (let at = 1, n = 0; at < values.length; at += 1) {
    gaps[n++] = ((values[at] as number) - (values[at - 1] as number)) / 1000;
  }
  return gaps;
}
