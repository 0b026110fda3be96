import type { Config } from "../../model/config.ts";
import { severities } from "../../model/incident-words.ts";
import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";
import type { Sample } from "./sample.ts";
import { severityOf } from "./severity-of.ts";
import { partIn, shareOver, type Verdict } from "./shares.ts";
import { isOpen } from "./times.ts";

const formula =
  "acknowledged − declared is at most the response minutes of the incident's severity / incidents with both times and a severity";

/** Answers within the severity's response time, counted from the declaration as the reminders do. */
export function responseOf(sample: Sample, previous: Sample | null, config: Config): Metrics["response"] {
  return {
    all: shareOver(formula, sample, previous, "response"),
    severities: severities.map((severity) => ({
      severity,
      target: severityOf(severity, config).response * 60,
      ...partIn(sample.tally, "response", severity),
      formula,
      previous: previous && partIn(previous.tally, "response", severity),
      // Who is left out is named once, with all.
      excluded: [],
    })),
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
