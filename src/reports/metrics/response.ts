import type { Config } from "../../model/config.ts";
import { severities } from "../../model/incident-words.ts";
import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { Group } from "./by-name.ts";
import { bySeverity } from "./by-severity.ts";
import type { IncidentFact } from "./fact.ts";
import type { FactTable } from "./fact-table.ts";
import { severityOf } from "./severity-of.ts";
import { shareOver, type Verdict } from "./shares.ts";
import { isOpen } from "./times.ts";

const formula =
  "acknowledged − declared is at most the response minutes of the incident's severity / incidents with both times and a severity";

/** Answers within the severity's response time, counted from the declaration as the reminders do. */
export function responseOf(
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
  config: Config,
): Metrics["response"] {
  const before = previous && bySeverity(table, previous);
  const own = bySeverity(table, rows);
  return {
    all: shareOver(formula, table, rows, previous, "response"),
    severities: severities.map((severity, number) => {
      const rowsOf = (groups: readonly Group[]): Int32Array => (groups[number] as Group).rows;
      const share = shareOver(formula, table, rowsOf(own), before && rowsOf(before), "response");
      // Who is left out is named once, with all.
      return { severity, target: severityOf(severity, config).response * 60, ...share, excluded: [] };
    }),
  };
}

/** Whether an incident was answered in time. */
export function isAnswered(fact: IncidentFact, config: Config): Verdict {
  const { severity, times, unread } = fact;
  const problem = unread.declared ?? unread.acknowledged;
  if (problem !== undefined) return { reason: "unreadable", says: problem };
  if (severity === undefined) return { reason: "not recorded", says: "not recorded: severity" };
  const { declared, acknowledged } = times;
  if (declared === null || acknowledged === null) {
    if (declared !== null && isOpen(fact)) return { reason: "still open", says: "not acknowledged yet" };
    const missing = [declared === null ? ["declared"] : [], acknowledged === null ? ["acknowledged"] : []].flat();
    return { reason: "not recorded", says: `not recorded: ${missing.join(" and ")}` };
  }
  const seconds = (acknowledged - declared) / 1000;
  if (seconds < 0) {
    return {
      reason: "negative",
      says: `acknowledged ${instantOf(acknowledged)} is before declared ${instantOf(declared)}`,
    };
  }
  return seconds <= severityOf(severity, config).response * 60;
}
