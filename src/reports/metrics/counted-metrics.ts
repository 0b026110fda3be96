import type { Config } from "../../model/config.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";
import { instantOf } from "../../model/time.ts";
import { actionItemsOf } from "./action-items.ts";
import { availabilityOf } from "./availability.ts";
import { costOf } from "./cost.ts";
import { countsOf, seriesOf } from "./counts.ts";
import { betweenFailures } from "./failures.ts";
import type { Histogram } from "./histogram.ts";
import { onCallOf } from "./on-call.ts";
import { postmortemsOf } from "./postmortems.ts";
import { responseOf } from "./response.ts";
import type { Sample } from "./sample.ts";
import { shareOver } from "./shares.ts";
import { supportHoursOf } from "./support-hours.ts";
import { histogramIn, type Tally } from "./tally.ts";
import { timesOf } from "./times.ts";
import type { MetricsAsked, Windows } from "./windows.ts";

/** What is counted of an archive, and who is left out of it. */
export interface Counted extends Windows {
  /** How many files there are. */
  readonly files: number;
  /** What is counted of all of them. */
  readonly filesTally: Tally;
  /** Those that count, whenever they started. */
  readonly counting: number;
  readonly starts: Histogram;
  /** Those of the window, and of the one before; null: there is none. */
  readonly sample: Sample;
  readonly before: Sample | null;
  /** Files that are in no number. */
  readonly left: Exclusion[];
  /** Files whose people were called in the window, and which tell of no alert that counts. */
  readonly silent: Exclusion[];
  readonly groups: Metrics["groups"];
  readonly notes: Metrics["notes"];
}

/** The metrics of what is counted. No clock is asked. */
export function countedMetrics(counted: Counted, asked: MetricsAsked, config: Config): Metrics {
  const { window, previous, sample, before, filesTally, starts, silent } = counted;
  const latest = histogramIn(filesTally, "latest").values.at(-1);
  const asOf = asked.asOf ?? (latest === undefined ? null : instantOf(latest));
  return {
    version: 1,
    asOf,
    period: asked.from === undefined && asked.to === undefined ? (asked.period ?? null) : null,
    window,
    previous,
    files: counted.files,
    counted: sample.n,
    outside: counted.counting - sample.n,
    formula:
      "files of kind incident that are neither cancelled nor duplicates nor excluded by the config, with a readable started inside the window",
    excluded: counted.left,
    times: timesOf(sample, before, "seconds"),
    betweenFailures: betweenFailures(sample, before),
    supportHours: supportHoursOf(sample, before, config),
    counts: countsOf(sample, before),
    response: responseOf(sample, before, config),
    postmortems: postmortemsOf(sample, before),
    actionItems: actionItemsOf(sample, before, asOf),
    availability: availabilityOf(sample, before, { window, previous }, config),
    runbooks: shareOver("incidents that name a runbook / incidents counted", sample, before, "runbook"),
    cost: costOf(sample, before),
    onCall: onCallOf({ sample, before, files: filesTally, silent, window, previous, config }),
    series: seriesOf(asked.period ?? "monthly", starts, window),
    groups: counted.groups,
    notes: counted.notes,
  };
}
