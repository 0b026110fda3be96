import { safeCell } from "../../markdown/safe-text.ts";
import type { Config } from "../../model/config.ts";
import { metricsOf } from "./metrics.ts";
import { metricsPage } from "./page.ts";
import { readFacts } from "./read-facts.ts";

/**
 * The metrics of the whole archive as a page and as JSON. A function of the files and the config: no clock and no commit
 * are in it, so that it changes only when a number does.
 */
export function metricsFiles(
  files: readonly { readonly path: string; readonly text: string | null }[],
  config: Config,
): Readonly<Record<"metrics.md" | "metrics.json", string>> {
  const metrics = metricsOf(readFacts(files, config), { by: "severity" }, config);
  return { "metrics.md": metricsPage(metrics, safeCell), "metrics.json": `${JSON.stringify(metrics, null, 2)}\n` };
}
