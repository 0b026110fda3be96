import type { Config } from "../../model/config.ts";
import { type Dimension, maturityDimensions } from "../../model/maturity.ts";
import { type Instant, instantOf, msOf } from "../../model/time.ts";
import type { IncidentFact } from "../metrics/fact.ts";
import { metricsOf } from "../metrics/metrics.ts";
import type { Recommendation } from "../recommendations/recommendation.ts";
import { recommendationsOf } from "../recommendations/recommendations.ts";
import type { RunbookReport } from "../runbook-report.ts";
import type { Criterion, Evidence, Measured } from "./criterion.ts";
import { cultureCriteria } from "./culture-criteria.ts";
import { metricsCriteria } from "./metrics-criteria.ts";
import { peopleCriteria } from "./people-criteria.ts";
import { processCriteria } from "./process-criteria.ts";
import { technologyCriteria } from "./technology-criteria.ts";

/** The rubric, by dimension and level. */
export const criteria: readonly Criterion[] = [
  ...processCriteria,
  ...peopleCriteria,
  ...technologyCriteria,
  ...cultureCriteria,
  ...metricsCriteria,
];

export const levelNames = ["", "Initial", "Recorded", "Defined", "Measured", "Improving"] as const;

export interface MaturityReport {
  readonly version: 1;
  /** The last year that the archive shows: to the latest time that a file records. Null where it records none. */
  readonly window: { readonly from: string; readonly to: string } | null;
  /** Counted incidents in it. */
  readonly incidents: number;
  readonly formula: string;
  readonly dimensions: readonly DimensionLevel[];
  readonly recommendations: readonly Recommendation[];
}

export interface DimensionLevel {
  readonly name: Dimension;
  /** 1 to 5: the highest level of which, and of every level below, each criterion holds. */
  readonly level: number;
  /** What the team wants to reach, by the config. */
  readonly target: number;
  /** What must be done for the next level; empty at 5. */
  readonly raise: readonly string[];
  readonly criteria: readonly (Pick<Criterion, "id" | "level" | "says" | "raise"> & Measured)[];
}

const formula =
  "level = the highest level of which, and of every level below, each criterion holds; a criterion that has nothing to look at does not hold";

/** How a team handles incidents, as far as its repository shows. A function of the files: no clock is asked. `now` ends the year elsewhere. */
export function maturityOf(
  facts: readonly IncidentFact[],
  runbooks: RunbookReport,
  config: Config,
  now?: Instant,
): MaturityReport {
  const latest = now === undefined ? facts.reduce((last, { latest: at }) => Math.max(last, at ?? 0), 0) : msOf(now);
  const evidence = evidenceOf(facts, runbooks, config, latest);
  const to = latest === 0 ? null : instantOf(latest);
  return {
    version: 1,
    window: to === null ? null : { from: yearBefore(to), to },
    incidents: evidence.facts.length,
    formula,
    dimensions: maturityDimensions.map((name) => dimensionOf(name, evidence)),
    recommendations: recommendationsOf(evidence, to),
  };
}

function evidenceOf(facts: readonly IncidentFact[], runbooks: RunbookReport, config: Config, latest: number): Evidence {
  const to = instantOf(latest);
  const from = yearBefore(to);
  const end = instantOf(latest + 1000);
  const all = facts.filter(({ times: { started } }) => started !== null && started >= msOf(from) && started <= latest);
  const counted = all.filter(({ left }) => left === undefined);
  return { facts: counted, all, metrics: metricsOf(facts, { from, to: end, asOf: to }, config), runbooks, config };
}

/** 365 days earlier: every year is as long as every other. */
const yearBefore = (instant: string): string => instantOf(msOf(instant) - 365 * 86_400_000);

function dimensionOf(name: Dimension, evidence: Evidence): DimensionLevel {
  const measured = criteria
    .filter(({ dimension }) => dimension === name)
    .map(({ id, level, says, raise, measure }) => ({ id, level, says, raise, ...measure(evidence) }));
  let reached = 1;
  while (reached < 5 && measured.every((one) => one.level !== reached + 1 || one.met)) reached += 1;
  return {
    name,
    level: reached,
    target: evidence.config.maturity[name] ?? 3,
    raise: measured.filter(({ level, met }) => level === reached + 1 && !met).map(({ raise }) => raise),
    criteria: measured,
  };
}
