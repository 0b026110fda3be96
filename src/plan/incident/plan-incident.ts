import type { Plan } from "../../model/effect.ts";
import type { IncidentObservation } from "../../model/observation.ts";
import { hasLabel } from "../../model/projection.ts";
import { planArchived } from "./plan-archived.ts";
import { planBroken } from "./plan-broken.ts";
import { planDeclaration } from "./plan-declaration.ts";
import { planRecord } from "./plan-record.ts";
import { readRecord } from "./record.ts";

/** What an incident needs now: a file, its inbox consumed, and issue, summary and pull request that agree with the file. */
export function planIncident(observation: IncidentObservation): Plan {
  const { issue, record } = observation;
  if (!issue) return { effects: [], notes: ["The issue is not there"], settles: true };
  if (!record) {
    const label = observation.config.label;
    if (!hasLabel(issue, label))
      return { effects: [], notes: [`Issue #${issue.number} has no label ${label}`], settles: true };
    return planDeclaration(observation, issue);
  }
  if (record.unread)
    return planBroken(observation, issue, record, {
      reason: "Unexpected content, expected UTF-8 text of at most 1 MB",
      line: 1,
    });
  if (record.archived) return planArchived(observation, issue, record);
  const read = readRecord(record.path, record.text);
  return read.kind === "broken"
    ? planBroken(observation, issue, record, read)
    : planRecord(observation, issue, record, read.record);
}
