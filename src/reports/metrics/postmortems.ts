import type { Config } from "../../model/config.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "./fact.ts";
import type { Sample } from "./sample.ts";
import { severityOf } from "./severity-of.ts";
import { shareOver, type Verdict } from "./shares.ts";
import { isOpen } from "./times.ts";
import type { Omitted } from "./why.ts";
import { writtenSections } from "./written-sections.ts";

/**
 * Post-mortems that were needed and are there. The files are those of the default branch, where only a merge brings
 * one, and a merge writes `closed`.
 */
export function postmortemsOf(sample: Sample, previous: Sample | null): Metrics["postmortems"] {
  return {
    written: shareOver(
      `files with text under ${writtenSections.join(" and ")} / incidents that are over and whose severity needs a post-mortem`,
      sample,
      previous,
      "written",
    ),
    onTime: shareOver(
      "closed (the merge) is not after due (where the file has none: resolved + the severity's due hours) / post-mortems needed and written, with both times",
      sample,
      previous,
      "onTime",
    ),
  };
}

/** Whether the post-mortem that an incident needs is there. */
export function isWritten(fact: IncidentFact, config: Config): Verdict {
  return unneeded(fact, config) ?? fact.body?.written === true;
}

/** Whether it was there in time. */
export function isOnTime(fact: IncidentFact, config: Config): Verdict {
  const { body, due, times, severity, unread } = fact;
  const omitted = unneeded(fact, config);
  if (omitted) return omitted;
  if (body?.written !== true) return { reason: "not recorded", says: "not written" };
  if (unread.closed !== undefined) return { reason: "unreadable", says: unread.closed };
  if (times.closed === null) return { reason: "not recorded", says: "not recorded: closed" };
  const hours = severity === undefined ? 0 : severityOf(severity, config).due;
  const end = due ?? (times.resolved && times.resolved + hours * 3_600_000);
  return end === null ? { reason: "not recorded", says: "not recorded: due and resolved" } : times.closed <= end;
}

/** Why an incident needs none, or nobody can tell. */
function unneeded(fact: IncidentFact, config: Config): Omitted | undefined {
  const { severity } = fact;
  if (isOpen(fact)) return { reason: "still open", says: "not over yet" };
  if (severity === undefined) return { reason: "not recorded", says: "not recorded: severity" };
  if (!severityOf(severity, config).postmortem) {
    return { reason: "not required", says: `${severity} needs no post-mortem` };
  }
  return fact.body === null ? { reason: "unreadable", says: "what stands below its fields is not read" } : undefined;
}
