import { safeCell } from "../../markdown/safe-text.ts";
import type { Metrics } from "../../model/metrics.ts";
import { metricsPage } from "../../reports/metrics/page.ts";
import { plain } from "../plain.ts";

/** Metrics as tables: for a file, whose names are escaped, or for a terminal. */
export function pageText(metrics: Metrics, isFile: boolean): string {
  return metricsPage(metrics, isFile ? safeCell : plain);
}
