import { type Config, severityConfigOf } from "../../model/config.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "./fact.ts";
import { writtenSections } from "./record-body.ts";
import { shareOver, type Verdict } from "./shares.ts";
import { isOpen } from "./times.ts";

/**
 * Post-mortems that were needed and are there. The files are those of the default branch, where only a merge brings
 * one, and a merge writes `closed`.
 */
export function postmortemsOf(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
  config: Config,
): Metrics["postmortems"] {
  return {
    written: shareOver(
      `files with text under ${writtenSections.join(" and ")} / incidents that are over and whose severity needs a post-mortem`,
      facts,
      previous,
      (fact) => needed(fact, config) ?? fact.body?.written === true,
    ),
    onTime: shareOver(
      "closed (the merge) is not after due (where the file has none: resolved + the severity's due hours) / post-mortems needed and written, with both times",
      facts,
      previous,
      (fact) => needed(fact, config) ?? onTime(fact, config),
    ),
  };
}

/** Why an incident needs none, or nobody can tell. */
function needed(fact: IncidentFact, config: Config): Exclude<Verdict, boolean> | undefined {
  const { severity } = fact;
  if (isOpen(fact)) return { reason: "still open", says: "not over yet" };
  if (severity === undefined) return { reason: "not recorded", says: "not recorded: severity" };
  if (!severityConfigOf(severity, config).postmortem) {
    return { reason: "not required", says: `${severity} needs no post-mortem` };
  }
  return fact.body === null ? { reason: "unreadable", says: "what stands below its fields is not read" } : undefined;
}

function onTime({ body, due, times, severity, unread }: IncidentFact, config: Config): Verdict {
  if (body?.written !== true) return { reason: "not recorded", says: "not written" };
  if (unread.closed !== undefined) return { reason: "unreadable", says: unread.closed };
  if (times.closed === null) return { reason: "not recorded", says: "not recorded: closed" };
  const { due: hours } = severityConfigOf(severity ?? "", config);
  const end = due ?? (times.resolved && times.resolved + hours * 3_600_000);
  return end === null ? { reason: "not recorded", says: "not recorded: due and resolved" } : times.closed <= end;
}
