import type { Config } from "../../model/config.ts";
import type { Dimension } from "../../model/maturity.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import type { RunbookReport } from "../runbook-report.ts";
import { percent, shareOf } from "../share.ts";

/** What the repository shows of the last year. */
export interface Evidence {
  /** The counted incidents of the year. */
  readonly facts: readonly IncidentFact[];
  /** Everything of the year, drills too. */
  readonly all: readonly IncidentFact[];
  /** The year's metrics. */
  readonly metrics: Metrics;
  readonly runbooks: RunbookReport;
  readonly config: Config;
}

/** Whether a criterion holds, with the numbers that say so. */
export interface Measured {
  readonly met: boolean;
  /** The measured value in words, with n. */
  readonly found: string;
  /** Files that stand against it, or for it where it holds; five at most. */
  readonly files: readonly string[];
}

/** Something that teams of a level do, as far as their repository can show it. */
export interface Criterion {
  readonly id: string;
  readonly dimension: Dimension;
  /** The level that needs it. Level 1 needs nothing. */
  readonly level: 2 | 3 | 4 | 5;
  /** What must hold, in one sentence without its full stop. */
  readonly says: string;
  readonly raise: string;
  readonly measure: (evidence: Evidence) => Measured;
}

/** At least a share of some incidents. Nothing to look at is not enough. */
export function atLeast(
  least: number,
  of: readonly IncidentFact[],
  what: string,
  holds: (fact: IncidentFact) => boolean,
): Measured {
  const without = of.filter((fact) => !holds(fact));
  return atLeastOf(
    least,
    of.length - without.length,
    of.length,
    what,
    without.map(({ path }) => path),
  );
}

/** The same of counts that were taken elsewhere; `files` stand against it. */
export function atLeastOf(
  least: number,
  held: number,
  n: number,
  what: string,
  files: readonly string[] = [],
): Measured {
  if (n === 0) return { met: false, found: "nothing to look at (n 0)", files: [] };
  // By the counts, for a share is rounded.
  const met = held * 100 >= Math.round(least * 100) * n;
  return { met, found: `${percent(shareOf(held, n, ""))} ${what} (${held} of ${n})`, files: files.slice(0, 5) };
}

/** `1 drill`, `2 drills`. */
export function counted(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? "" : "s"}`;
}
