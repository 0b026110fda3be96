import type { Config } from "../../model/config.ts";
import type { Metrics, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import { countedTally, filesTally } from "./archive-tally.ts";
import { type Counted, countedMetrics } from "./counted-metrics.ts";
import { groupsOf } from "./counts.ts";
import type { FactTable } from "./fact-table.ts";
import { type Histogram, histogramOf } from "./histogram.ts";
import { allRows, keptRows, rowsIn } from "./rows.ts";
import { type Sample, sampleOf } from "./sample.ts";
import { histogramIn } from "./tally.ts";
import { recorded } from "./times.ts";
import { exclusionsIn, type Lister, listerOf } from "./why.ts";
import { isWhole, type MetricsAsked, windowsOf } from "./windows.ts";

/**
 * The metrics of the incidents in a table, which this config judged. A function of the files alone: no clock is asked,
 * where a window has no end it is that of the period (or the day) of the latest start.
 */
export function tableMetrics(
  table: FactTable,
  asked: MetricsAsked,
  config: Config,
  listed: Lister = listerOf(table),
): Metrics {
  return countedMetrics(countedIn(table, asked, config, listed), asked, config);
}

function countedIn(table: FactTable, asked: MetricsAsked, config: Config, listed: Lister): Counted {
  const kept = keptRows(table);
  const starts = startsOf(table, kept);
  const { window, previous } = windowsOf(starts, asked);
  const rows = window ? rowsIn(window, table, kept) : new Int32Array();
  const earlier = previous && rowsIn(previous, table, kept);
  const counted = (some: Int32Array): Sample => sampleOf(table, some, countedTally(table, some, config), listed);
  const known = isWhole(asked) ? table.tally?.counted : undefined;
  const sample = known ? sampleOf(table, rows, known, listed) : counted(rows);
  return {
    ...{ window, previous, starts, sample },
    files: table.paths.length,
    filesTally: table.tally?.files ?? filesTally(table, allRows(table)),
    counting: kept.length,
    before: earlier && counted(earlier),
    left: exclusionsIn(table, allRows(table), "left", listed),
    silent: exclusionsIn(table, calledIn(window, table), "alertsWhy", listed),
    groups: asked.by ? groupsOf(asked.by, { table, rows, tally: sample.tally, previous: earlier, listed }) : null,
    notes: notesOf(table, rows),
  };
}

/** When those that count started. */
function startsOf(table: FactTable, kept: Int32Array): Histogram {
  if (table.tally) return histogramIn(table.tally.counted, "started");
  return histogramOf(recorded(kept, table.numbers.started));
}

/** Of every file, those whose people were called in a span. */
export function calledIn(span: Span | null, { paths, numbers: { called } }: FactTable): Int32Array {
  const [from, to] = span === null ? [0, 0] : [msOf(span.from), msOf(span.to)];
  const rows = new Int32Array(paths.length);
  let n = 0;
  for (let row = 0; row < paths.length; row += 1) {
    const at = called[row] as number;
    if (at >= from && at < to) rows[n++] = row;
  }
  return rows.subarray(0, n);
}

/** What is to be said of the files that some rows are of. */
export function notesOf({ paths, texts, wholes: { notes } }: FactTable, rows: Int32Array): Metrics["notes"] {
  return [...rows.filter((row) => notes[row] !== 0)].flatMap((row) =>
    (JSON.parse(texts[notes[row] as number] as string) as readonly string[]).map((says) => ({
      path: paths[row] as string,
      says,
    })),
  );
}
