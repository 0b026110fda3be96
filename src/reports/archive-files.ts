import { safeCell } from "../markdown/safe-text.ts";
import type { Config } from "../model/config.ts";
import { archiveEntries } from "./archive/archive-entry.ts";
import { archivePages } from "./archive/archive-pages.ts";
import { chartFiles, chartsOf } from "./charts/charts.ts";
import { maturityOf } from "./maturity/maturity.ts";
import { maturityPage } from "./maturity/maturity-page.ts";
import { metricsOf } from "./metrics/metrics.ts";
import { metricsPage } from "./metrics/page.ts";
import { type ReadFile, readFacts } from "./metrics/read-facts.ts";
import type { RunbookReport } from "./runbook-report.ts";

/** A file that `archiveFiles` makes, by its path below the reports: one that it makes no more is out of date. */
export const isArchiveFile = (name: string): boolean =>
  /^(?:incidents-(?:\d{4}|undated)\.md|charts\/[a-z-]+\.svg)$/.test(name);

const beside = [
  { file: "metrics.md", says: "all the numbers, each with its formula and what it leaves out" },
  { file: "runbook-coverage.md", says: "which alerts, incidents and services have a runbook" },
  { file: "maturity.md", says: "where the team stands, and what would help most" },
] as const;

/**
 * The reports of the whole archive: the index with its pictures, the metrics, the maturity. A function of the files and
 * the config: no clock and no commit are in them, so that they change only when a number does.
 */
export function archiveFiles(
  files: readonly ReadFile[],
  runbooks: RunbookReport,
  config: Config,
): Readonly<Record<string, string>> {
  const facts = readFacts(files, config);
  const metrics = metricsOf(facts, { by: "severity" }, config);
  const charts = chartsOf(metrics, facts);
  const maturity = maturityOf(facts, runbooks, config);
  return {
    ...archivePages({ entries: archiveEntries(facts), metrics, charts, folder: config.reports, beside }),
    ...chartFiles(charts),
    "metrics.md": metricsPage(metrics, safeCell),
    "metrics.json": json(metrics),
    "maturity.md": maturityPage(maturity, config.reports),
    "maturity.json": json(maturity),
  };
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
