import type { Metrics } from "../../model/metrics.ts";
import { byService } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import { numbersOf } from "./numbers.ts";
import type { Sample } from "./sample.ts";
import { histogramIn, keyOf, type Tally, usualNames } from "./tally.ts";
import { recorded } from "./times.ts";

/** When the incidents of each service started. */
export function startsTally(table: FactTable, rows: Int32Array): Tally {
  const { started } = table.numbers;
  return new Map(
    byService(table, rows).map(({ key, rows: own }) => [keyOf("starts", key), histogramOf(recorded(own, started))]),
  );
}

/** The gaps between consecutive starts of each service's incidents; n counts the gaps. */
export function betweenFailures({ tally }: Sample, previous: Sample | null): Metrics["betweenFailures"] {
  return {
    formula:
      "mean gap between consecutive started of the incidents that name a service; n gaps are n + 1 incidents, with one there is none",
    services: [...usualNames(tally, "service")].map(([key, { name, n }]) => {
      const numbersFor = (one: Tally) => numbersOf(gapsOf(histogramIn(one, "starts", key)));
      return {
        service: name,
        incidents: n,
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
