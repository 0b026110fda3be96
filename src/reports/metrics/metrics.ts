import { type Config, defaultConfig } from "../../model/config.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "./fact.ts";
import { tableMetrics } from "./table-metrics.ts";
import { tableOf } from "./table-of.ts";
import type { MetricsAsked } from "./windows.ts";

/** The metrics of incidents, whatever their order. */
export function metricsOf(
  files: readonly IncidentFact[],
  asked: MetricsAsked = {},
  config: Config = defaultConfig,
): Metrics {
  return tableMetrics(tableOf(inOrder(files), config), asked, config);
}

/** By path. Who walks a tree has them so, and looking is cheaper than sorting. */
function inOrder(files: readonly IncidentFact[]): readonly IncidentFact[] {
  const isSorted = files.every((fact, at) => at === 0 || (files[at - 1] as IncidentFact).path <= fact.path);
  return isSorted ? files : files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
