import { type Config, severityConfigOf } from "../../model/config.ts";
import { severities } from "../../model/incident.ts";
import type { Metrics } from "../../model/metrics.ts";
import { instantOf } from "../../model/time.ts";
import type { IncidentFact } from "./fact.ts";
import { shareOver, type Verdict } from "./shares.ts";
import { isOpen } from "./times.ts";

const formula =
  "acknowledged − declared is at most the response minutes of the incident's severity / incidents with both times and a severity";

/** Answers within the severity's response time, counted from the declaration as the reminders do. */
export function responseOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  config: Config,
): Metrics["response"] {
  const judge = (fact: IncidentFact): Verdict => verdict(fact, config);
  return {
    all: shareOver(formula, facts, previous, judge),
    severities: severities.map((severity) => {
      const of = (some: readonly IncidentFact[]): readonly IncidentFact[] =>
        some.filter((fact) => fact.severity === severity);
      const share = shareOver(formula, of(facts), previous && of(previous), judge);
      // Who is left out is named once, with all.
      return { severity, target: severityConfigOf(severity, config).response * 60, ...share, excluded: [] };
    }),
  };
}

function verdict(fact: IncidentFact, config: Config): Verdict {
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
  return seconds <= severityConfigOf(severity, config).response * 60;
}
