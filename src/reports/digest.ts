import { safeCell, safeInline } from "../markdown/safe-text.ts";
import { fileAddress } from "../model/file-address.ts";
import type { Span } from "../model/metrics.ts";
import type { Numbers } from "../model/metrics-parts.ts";
import type { ArchiveObservation } from "../model/observation.ts";
import { instantOf, msOf } from "../model/time.ts";
import { type ArchiveEntry, archiveEntries } from "./archive/archive-entry.ts";
import { maturityOf } from "./maturity/maturity.ts";
import { alignedTable } from "./metrics/aligned-table.ts";
import { metricsOf } from "./metrics/metrics.ts";
import { readFacts } from "./metrics/read-facts.ts";
import { startedIn } from "./metrics/started-in.ts";
import { runbookReport } from "./runbook-report.ts";
import { saySeconds } from "./seconds.ts";

/** The most lines of one kind: who wants all of them has the reports. */
const most = 10;

type Seen = Pick<
  ArchiveObservation,
  | "config"
  | "repository"
  | "base"
  | "incidents"
  | "unread"
  | "adoptedFiles"
  | "alertFiles"
  | "serviceFiles"
  | "runbooks"
  | "openIncidents"
>;

/** A week in one screen: what happened, beside the week before, what is open, what is overdue, what would help most. */
export function digestOf(seen: Seen, week: Span): { readonly title: string; readonly body: string } {
  const { config, repository, base, incidents, unread, adoptedFiles, alertFiles, serviceFiles, runbooks } = seen;
  const files = [...incidents, ...unread.map(({ path }) => ({ path, text: null })), ...adoptedFiles];
  const facts = readFacts(files, config);
  const metrics = metricsOf(facts, { from: week.from, to: week.to, asOf: week.to }, config);
  const coverage = runbookReport({
    config,
    now: week.to,
    runbooks,
    incidents,
    unread,
    alertFiles,
    serviceFiles,
    repository: repository.url,
  });
  const { recommendations } = maturityOf(facts, coverage, config);
  const resolve = metrics.times.find(({ name }) => name === "Time to resolve");
  const link = (path: string): string => fileAddress(repository.url, base.name, path);
  const said = (numbers: Pick<Numbers, "n" | "median"> | null | undefined): string =>
    numbers && numbers.median !== null ? `${saySeconds(numbers.median)} (n ${numbers.n})` : "–";
  const { actionItems } = metricsOf(facts, { asOf: week.to }, config);
  const parts = [
    alignedTable(
      ["", "Week", "Week before"],
      [
        ["Incidents", String(metrics.counted), String(metrics.counts.previous ?? 0)],
        ["Median time to resolve", said(resolve), said(resolve?.previous)],
        ["Running now", String(seen.openIncidents.length), ""],
        ["Action items open, of them overdue", `${actionItems.open}, ${actionItems.overdue}`, ""],
      ],
    ),
    ...listed(
      "Incidents",
      archiveEntries(startedIn(week, facts))
        .toReversed()
        .map((entry) => lineOf(entry, link)),
    ),
    ...listed(
      "What would help most",
      recommendations.slice(0, 3).map(({ does, because }) => `- ${safeInline(does)}: ${safeInline(because)}`),
    ),
    `Incidents are those that started in the week (UTC), without drills, tests, events, cancelled ones and duplicates; time to resolve is resolved − started, where both are recorded. What is left out of each number, by name: ${config.reports}/metrics.md.`,
    `[All reports](${repository.url}/tree/${base.name}/${config.reports})`,
  ];
  const last = instantOf(msOf(week.to) - 1000).slice(0, 10);
  return { title: `Incidents of the week ${week.from.slice(0, 10)} to ${last}`, body: parts.join("\n\n") };
}

function listed(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > most ? [`- and ${lines.length - most} more`] : [];
  return [`**${title}**`, [...lines.slice(0, most), ...more].join("\n")];
}

function lineOf({ path, id, title, severity, timeToResolve }: ArchiveEntry, link: (path: string) => string): string {
  const took = timeToResolve === null ? "" : `, resolved after ${saySeconds(timeToResolve)}`;
  return `- [${safeCell(id, { length: 40 })}](${link(path)}) ${severity ?? "no severity"}: ${safeInline(title, { length: 120 })}${took}`;
}
