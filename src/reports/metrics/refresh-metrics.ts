import type { Config } from "../../model/config.ts";
import { exclusionReasons } from "../../model/exclusion-reasons.ts";
import type { Span } from "../../model/metrics.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";
import { msOf } from "../../model/time.ts";
import type { ArchiveTally } from "./archive-tally.ts";
import { countedMetrics } from "./counted-metrics.ts";
import type { FactTable, WhyColumn } from "./fact-table.ts";
import { sizeOf } from "./histogram.ts";
import { ownLists, type PrintPart } from "./own-lists.ts";
import { listName, notesName } from "./print-metrics.ts";
import { allRows, countedRows } from "./rows.ts";
import { type PrintedList, splicedList } from "./splice-list.ts";
import { calledIn, notesOf } from "./table-metrics.ts";
import { histogramIn } from "./tally.ts";
import { exclusionsIn, listerOf } from "./why.ts";
import { type MetricsAsked, windowsOf } from "./windows.ts";

/** Metrics as they were printed last. */
export interface PrintedMetrics {
  readonly bytes: Uint8Array;
  readonly lists: readonly PrintedList[];
  readonly settled: Span;
}

/** What became of the files of an archive. */
export interface ArchiveChanges {
  /** How many there are now. */
  readonly files: number;
  /** What is counted of all of them now. */
  readonly tally: ArchiveTally;
  /** Those that were there and are another now, or none. */
  readonly gone: readonly string[];
  /** Those that are another now, or new. */
  readonly came: FactTable;
}

/**
 * Metrics of a whole archive that were printed before some files changed, as they are printed anew, to the letter. Lists of who is left out
 * are taken as they are, but for those files. Undefined where that can't be: where the window is smaller than it was.
 */
export function refreshMetrics(
  printed: PrintedMetrics,
  { files, tally, gone, came }: ArchiveChanges,
  asked: MetricsAsked,
  config: Config,
): Iterable<PrintPart> | undefined {
  const starts = histogramIn(tally.counted, "started");
  const { window, previous } = windowsOf(starts, asked);
  if (!window || !isWithin(printed.settled, window)) return undefined;
  const lists = ownLists();
  const known = new Map(printed.lists.map((list) => [list.name, list]));
  const said = listerOf(came);
  const changed = [...new Set([...gone, ...came.paths])].sort();
  const refreshed = (name: string, more: Exclusion["incidents"]) => {
    const now = changed.map((path) => [path, more.filter((one) => one.path === path)] as const);
    const { n, parts } = splicedList(printed.bytes, known.get(name), now);
    return { n, incidents: n === 0 ? [] : lists.put({ name, n, parts }) };
  };
  const excluded = (column: WhyColumn, rows: Int32Array): Exclusion[] => {
    const own = exclusionsIn(came, rows, column, said);
    return exclusionReasons.flatMap((reason) => {
      const more = own.find((one) => one.reason === reason)?.incidents ?? [];
      const { n, incidents } = refreshed(listName({ column, reason }), more);
      return n === 0 ? [] : [{ reason, n, incidents }];
    });
  };
  const counted = countedRows(came, allRows(came));
  const left = excluded("left", allRows(came));
  const metrics = countedMetrics(
    {
      ...{ window, previous, starts, files, filesTally: tally.files },
      counting: files - left.reduce((sum, { n }) => sum + n, 0),
      sample: { n: sizeOf(starts), tally: tally.counted, excluded: (column) => excluded(column, counted) },
      before: null,
      left,
      silent: excluded("alertsWhy", calledIn(window, came)),
      groups: null,
      notes: refreshed(notesName, notesOf(came, counted)).incidents,
    },
    asked,
    config,
  );
  return lists.print(metrics);
}

const isWithin = (one: Span, other: Span): boolean =>
  msOf(other.from) <= msOf(one.from) && msOf(one.to) <= msOf(other.to);
