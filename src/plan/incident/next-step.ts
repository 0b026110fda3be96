import { type Config, severityConfigOf } from "../../model/config.ts";
import { isRunning } from "../../model/fields.ts";
import { addMinutes, type Instant } from "../../model/time.ts";
import { lastUpdate } from "../../reports/due.ts";
import { unmetNeeds } from "./exit.ts";
import type { IncidentRecord } from "./record.ts";

/** The one thing that has to happen next, in Markdown: what a responder who has just woken up must know first. */
export function nextStep(record: IncidentRecord, config: Config): string {
  const { fields } = record;
  if (fields.status === undefined) return "mend `status:` in the record, which can't be read";
  if (fields.severity === undefined) return "mend the severity, which can't be read: `/severity sev2`";
  if (!isRunning(fields)) return afterwards(record);
  if (!fields.acknowledged) {
    const by = fields.declared && addMinutes(fields.declared, severityConfigOf(fields.severity, config).response);
    return `somebody answers${by ? ` by ${minute(by)}` : ""}: \`/ack\``;
  }
  const empty = emptyRoles(record, config)[0];
  if (empty) return `take the role of ${empty.title}: \`/assign ${empty.name} me\``;
  if (fields.status === "investigating") return "say when the cause is known: `/status identified`";
  if (fields.status === "identified") return "say when the impact has ended: `/mitigate`";
  const unmet = unmetNeeds(record, config)[0];
  return unmet ? `${unmet.says}: \`${unmet.command}\`` : "say when it is over: `/resolve`";
}

function afterwards({ fields }: IncidentRecord): string {
  switch (fields.status) {
    case "resolved":
      return fields.due
        ? `the post-mortem, by ${minute(fields.due)}`
        : "merge the pull request; no post-mortem is required";
    case "closed":
      // No count: it changes in the archive, where nobody looks at this comment again.
      return "nothing here; its action items are followed until they are done";
    default:
      return "nothing; `/reopen` takes it back";
  }
}

/** The roles that must be filled at the incident's severity and are not. */
export function emptyRoles(
  { fields }: IncidentRecord,
  config: Config,
): readonly { readonly name: string; readonly title: string }[] {
  const { severity } = fields;
  return Object.entries(config.roles)
    .filter(([name, role]) => severity && role.required.includes(severity) && !Object.hasOwn(fields.roles, name))
    .map(([name, role]) => ({ name, title: (role.title || name).toLowerCase() }));
}

/** When the next update is due; undefined where none is. */
export function nextUpdate(record: IncidentRecord, config: Config): Instant | undefined {
  const { update } = severityConfigOf(record.fields.severity ?? "", config);
  const last = lastUpdate(record.text, record.fields, config);
  return update === null || last === undefined || !isRunning(record.fields) ? undefined : addMinutes(last, update);
}

/** `2025-01-15 02:45:10 UTC`: as people read it, seconds where there are some. */
export function clock(instant: Instant): string {
  const seconds = instant.slice(16, 19) === ":00" ? "" : instant.slice(16, 19);
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}${seconds} UTC`;
}

/** The same to the minute, for what is yet to come. */
export function minute(instant: Instant): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
