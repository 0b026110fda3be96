import { safeCell } from "../../markdown/safe-text.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { Chart } from "../charts/chart.ts";
import { chartMarkdown } from "../charts/charts.ts";
import { alignedTable } from "../metrics/aligned-table.ts";
import { saySeconds } from "../seconds.ts";
import { linkFrom } from "../table.ts";
import type { ArchiveEntry } from "./archive-entry.ts";

/** The most rows that the first page shows; the pages of the years show all. */
const newest = 100;

export interface ArchivePages {
  readonly entries: readonly ArchiveEntry[];
  readonly metrics: Metrics;
  readonly charts: readonly Chart[];
  /** The folder in which the pages stand, from the repository's root. */
  readonly folder: string;
  /** Other reports that stand beside it, each with what it says. */
  readonly beside: readonly { readonly file: string; readonly says: string }[];
}

/** `README.md`, the index of the archive with its newest incidents, and `incidents-<year>.md` for each year with all of them. */
export function archivePages(archive: ArchivePages): Readonly<Record<string, string>> {
  const years = Map.groupBy(archive.entries, ({ started }) => started?.slice(0, 4) ?? "undated");
  const pages = [...years].map(([year, entries]) => [yearFile(year), yearPage(year, entries, archive.folder)] as const);
  return { "README.md": indexPage(archive, [...years.keys()]), ...Object.fromEntries(pages) };
}

function indexPage({ entries, metrics, charts, folder, beside }: ArchivePages, years: readonly string[]): string {
  const shown = entries.slice(0, newest);
  const more = entries.length - shown.length;
  const parts = [
    "# Incidents",
    headlines(metrics),
    ...charts.map(chartMarkdown),
    beside.map(({ file, says }) => `- [${file}](${file}): ${says}`).join("\n"),
    more > 0 ? `## The newest ${shown.length} of ${entries.length}` : `## All ${entries.length}`,
    rows(shown, folder),
    "## By year",
    years.map((year) => `[${year}](${yearFile(year)})`).join(" · "),
    "`npx gitcident search <words>` finds incidents by their titles, services, alerts and causes.",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headlines({ counted, times, counts }: Metrics): string {
  const resolve = times.find(({ name }) => name === "Time to resolve");
  const median = resolve && resolve.median !== null ? `${saySeconds(resolve.median)} (n ${resolve.n})` : "–";
  const severities = Object.entries(counts.severity).map(([name, n]) => `${n} ${name}`);
  return [
    `- Counted: ${counted} (${severities.join(", ")})`,
    `- Median time to resolve, resolved − started: ${median}`,
  ].join("\n");
}

const yearFile = (year: string): string => `incidents-${year}.md`;

function yearPage(year: string, entries: readonly ArchiveEntry[], folder: string): string {
  return `# Incidents of ${year}\n\n${rows(entries, folder)}\n\n[All years](README.md)\n`;
}

const head = ["Incident", "Title", "Severity", "Type", "Services", "Started", "TTD", "TTA", "TTM", "TTR", "Status"];

const definitions =
  "TTD = detected − started, TTA = acknowledged − detected, TTM = mitigated − started, TTR = resolved − started; – where a time is missing or they are reversed.";

function rows(entries: readonly ArchiveEntry[], folder: string): string {
  if (entries.length === 0) return "None yet.";
  const cells = entries.map((entry) => [
    linkFrom(folder, entry.path, entry.id),
    safeCell(entry.title, { length: 120 }),
    entry.severity ?? "–",
    safeCell(entry.type, { length: 40 }),
    safeCell(entry.services.join(", "), { length: 120 }) || "–",
    entry.started ?? "–",
    say(entry.timeToDetect),
    say(entry.timeToAcknowledge),
    say(entry.timeToMitigate),
    say(entry.timeToResolve),
    `${entry.status ?? "–"}${entry.left === null ? "" : `, not counted: ${safeCell(entry.left, { length: 60 })}`}`,
  ]);
  return `${alignedTable(head, cells)}\n\n${definitions}`;
}

const say = (seconds: number | null): string => (seconds === null ? "–" : saySeconds(seconds));
