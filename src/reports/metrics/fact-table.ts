import type { ArchiveTally } from "./archive-tally.ts";

/** Columns of numbers; NaN is null. Times are milliseconds since the epoch, measures and outages seconds. */
export const numberColumns = [
  "started",
  "called",
  "since",
  "latest",
  "seconds0",
  "seconds1",
  "seconds2",
  "seconds3",
  "seconds4",
  "seconds5",
  "support0",
  "support1",
  "support2",
  "support3",
  "support4",
  "support5",
  "fullOutage",
  "degraded",
  "revenue",
  "credits",
] as const;

/**
 * Columns of whole numbers. `left` and what ends in `Why` are omissions (`why.ts`), `response`, `written`, `onTime` and
 * `runbook` verdicts; the others are numbers of texts, lists of texts being JSON.
 */
export const wholeColumns = [
  "left",
  "type",
  "severity",
  "services",
  "causes",
  "alerts",
  "alertCount",
  "people",
  "notes",
  "secondsWhy0",
  "secondsWhy1",
  "secondsWhy2",
  "secondsWhy3",
  "secondsWhy4",
  "secondsWhy5",
  "supportWhy0",
  "supportWhy1",
  "supportWhy2",
  "supportWhy3",
  "supportWhy4",
  "supportWhy5",
  "response",
  "written",
  "onTime",
  "runbook",
  "bodyWhy",
  "peopleWhy",
  "alertsWhy",
  "outageWhy",
  "revenueWhy",
  "revenueUnit",
  "creditsWhy",
  "creditsUnit",
  "actionsFrom",
  "actions",
  "openActions",
] as const;

/**
 * Of action items, one below the other: numbers of texts. `kind` is the JSON of its owner, its priority and whether it is done, of
 * which an archive has a few dozens; a date that is not written is `none`.
 */
export const actionColumns = ["kind", "due"] as const;

export type NumberColumn = (typeof numberColumns)[number];
export type WholeColumn = (typeof wholeColumns)[number];
/** The columns that say why an incident is left out of a number. */
export type WhyColumn = Extract<WholeColumn, "left" | VerdictColumn | `${string}Why` | `${string}Why${number}`>;
/** The columns that hold verdicts. */
export type VerdictColumn = "response" | "written" | "onTime" | "runbook";
export type ActionColumn = (typeof actionColumns)[number];

/**
 * What metrics are made from, file by file in the order of their paths, judged by one config: all that depends on
 * nothing but one file. In columns, so that fifty thousand files can be kept and summed in a blink.
 */
export interface FactTable {
  readonly paths: readonly string[];
  /** Each text once; the first is empty. */
  readonly texts: readonly string[];
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>;
  readonly wholes: Readonly<Record<WholeColumn, Int32Array>>;
  readonly items: Readonly<Record<ActionColumn, Int32Array>>;
  /** What is counted of all rows, where it is known already. */
  readonly tally?: ArchiveTally | undefined;
}

/** For a text that is not there. */
export const none = -1;

/** What a verdict is when it is no omission. */
export const verdicts = { no: 0, yes: -1 } as const;

/** A record with something for each of some names. */
export function columnsOf<Name extends string, Column>(
  names: readonly Name[],
  column: (name: Name) => Column,
): Record<Name, Column> {
  return Object.fromEntries(names.map((name) => [name, column(name)])) as Record<Name, Column>;
}
