import { safeCell, safeInline } from "../../markdown/safe-text.ts";
import { type Config, severityConfigOf, typeConfigOf } from "../../model/config.ts";
import { isRunning } from "../../model/fields.ts";
import { branchOf } from "../../model/incident.ts";
import { withKey } from "../../model/key.ts";
import type { Ground, RecordFile } from "../../model/observation.ts";
import { addMinutes, type Instant, sayMinutes } from "../../model/time.ts";
import { lastUpdate } from "../../reports/due.ts";
import { matchRunbooks } from "../../reports/match-runbooks.ts";
import type { IncidentRecord } from "./record.ts";

export const summaryKey = "summary";

/**
 * The one comment that says where an incident stands. A function of the record, the config and the runbooks alone:
 * no clock, so that it changes only when they do.
 */
export function summaryBody(record: IncidentRecord, file: Pick<RecordFile, "path" | "branch">, ground: Ground): string {
  const { fields } = record;
  const { config, repository } = ground;
  const id = fields.id ?? "";
  const severity = severityConfigOf(fields.severity ?? "", config);
  const address = `${repository.url}/blob/${file.branch}/${file.path.split("/").map(encodeURIComponent).join("/")}`;
  const pulls = `${repository.url}/pulls?q=${encodeURIComponent(`is:pr head:${branchOf(id)}`)}`;
  const parts = [
    `### ${id} · ${fields.severity ?? "severity unknown"}${severity.title ? ` (${safeInline(severity.title)})` : ""} · ${fields.status ?? "status unknown"}${fields.kind === "incident" ? "" : ` · ${fields.kind}`}`,
    `**${safeInline(fields.title ?? "")}**`,
    clocks(record, config),
    isRunning(fields) ? roles(record, config) : "",
    isRunning(fields) ? exitCriteria(record, config) : after(record),
    runbooks(record, ground),
    `Record: [${safeInline(file.path)}](${address}) · [post-mortem pull request](${pulls})`,
    isRunning(fields) ? commands : "",
  ];
  return withKey(summaryKey, parts.filter((part) => part !== "").join("\n\n"));
}

function clocks(record: IncidentRecord, config: Config): string {
  const { fields } = record;
  const severity = severityConfigOf(fields.severity ?? "", config);
  const rows: readonly (readonly [string, string | undefined])[] = [
    [
      "Response",
      fields.declared &&
        `${fields.acknowledged ? "answered" : "**nobody yet**, expected"} by ${clock(addMinutes(fields.declared, severity.response))} (within ${sayMinutes(severity.response)})`,
    ],
    ["Next update", isRunning(fields) ? nextUpdate(record, config) : undefined],
    ["Services", fields.services.map((name) => safeCell(name)).join(", ") || undefined],
    ["Started", fields.started],
    ["Detected", fields.detected],
    ["Declared", fields.declared],
    ["Acknowledged", fields.acknowledged],
    ["Mitigated", fields.mitigated],
    ["Resolved", fields.resolved],
    ["Post-mortem due", fields.due],
    [
      "Impact",
      Object.entries(fields.impact)
        .map(([name, value]) => `${safeCell(name.replaceAll("_", " "))} ${safeCell(String(value))}`)
        .join(", ") || undefined,
    ],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value ? [`| ${name} | ${value.endsWith("Z") ? clock(value) : value} |`] : [],
  );
  return ["| | |", "|---|---|", ...lines].join("\n");
}

/** `2025-01-15 02:45 UTC`: as people read it. */
function clock(instant: Instant): string {
  const seconds = instant.slice(16, 19) === ":00" ? "" : instant.slice(16, 19);
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)}${seconds} UTC`;
}

function nextUpdate(record: IncidentRecord, config: Config): string | undefined {
  const { update } = severityConfigOf(record.fields.severity ?? "", config);
  const last = lastUpdate(record.text, record.fields, config);
  return update === null || last === undefined
    ? undefined
    : `by ${clock(addMinutes(last, update))} (every ${sayMinutes(update)})`;
}

function roles({ fields }: IncidentRecord, config: Config): string {
  const lines = Object.entries(config.roles).map(([name, role]) => {
    const title = safeInline(role.title || name);
    const holder = fields.roles[name];
    if (holder) return `- ${title}: ${safeInline(holder.replace(/^@/, ""))}`;
    const required = fields.severity !== undefined && role.required.includes(fields.severity);
    const delegates =
      role.delegates.length > 0
        ? `; stands in: ${role.delegates.map((who) => safeInline(who.replace(/^@/, ""))).join(", ")}`
        : "";
    return `- ${title}: ${required ? "**empty**" : "empty"}, \`/assign ${safeInline(name)} @you\`${delegates}`;
  });
  return ["**Roles**", "", ...lines].join("\n");
}

function exitCriteria({ fields }: IncidentRecord, config: Config): string {
  const { exit } = typeConfigOf(fields.type, config);
  return exit.length === 0
    ? ""
    : ["**Resolved means**", "", ...exit.map((criterion) => `- ${safeInline(criterion)}`)].join("\n");
}

function after({ fields }: IncidentRecord): string {
  if (fields.status === "resolved")
    return "**Next:** fill in the post-mortem in the pull request; it may be merged once its check passes. `/reopen` if it is not over.";
  if (fields.status === "duplicate") return `**Duplicate** of #${fields.duplicate_of}. \`/reopen\` takes it back.`;
  return fields.status === "cancelled"
    ? "**Cancelled.** `/reopen` takes it back."
    : "**Closed.** The post-mortem is merged; its action items are followed until they are done.";
}

function runbooks({ fields }: IncidentRecord, ground: Ground): string {
  const matches = matchRunbooks(fields, ground.runbooks);
  if (matches.length === 0) return isRunning(fields) ? "**Runbooks:** none matches its services, alerts or type." : "";
  const { url, defaultBranch } = ground.repository;
  const lines = matches.slice(0, 10).map(({ runbook, because }) => {
    const address = `${url}/blob/${defaultBranch}/${runbook.path.split("/").map(encodeURIComponent).join("/")}`;
    return `- [${safeInline(runbook.title).replaceAll(/[[\]]/g, "\\$&")}](${address}) (${safeInline(because)})`;
  });
  return ["**Runbooks**", "", ...lines].join("\n");
}

const commands = `<details><summary>Commands</summary>

\`/ack\` · \`/severity sev2\` · \`/assign commander @you\` · \`/status identified\` · \`/timeline 02:45 what happened\` · \`/update customers what they should know\` · \`/impact customers=20%\` · \`/cause text\` · \`/action text @owner due:2025-01-30 priority:high\` · \`/mitigate\` · \`/resolve\` · \`/cancel\` · \`/help\` for all of them

</details>`;
