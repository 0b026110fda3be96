import { safeInline } from "../../markdown/safe-text.ts";
import { type Config, severityConfigOf, typeConfigOf } from "../../model/config.ts";
import { isRunning } from "../../model/fields.ts";
import { fileAddress } from "../../model/file-address.ts";
import { branchOf } from "../../model/incident.ts";
import { summaryKey, withKey } from "../../model/key.ts";
import type { Ground, RecordFile } from "../../model/observation.ts";
import { matchRunbooks } from "../../reports/match-runbooks.ts";
import { nextStep } from "./next-step.ts";
import type { IncidentRecord } from "./record.ts";
import { factsTable } from "./summary-facts.ts";

/**
 * The one comment that says where an incident stands: first the state and what has to happen next, then what runs out,
 * then what helps. A function of the record, the config and the runbooks alone: no clock, so that it changes only when
 * they do.
 */
export function summaryBody(record: IncidentRecord, file: Pick<RecordFile, "path" | "branch">, ground: Ground): string {
  const { fields } = record;
  const { config, repository } = ground;
  const id = fields.id ?? "";
  const severity = severityConfigOf(fields.severity ?? "", config);
  const address = fileAddress(repository.url, file.branch, file.path);
  const pulls = `${repository.url}/pulls?q=${encodeURIComponent(`is:pr head:${branchOf(id)}`)}`;
  const state = [
    capital(fields.status ?? "status unknown"),
    `${fields.severity ?? "severity unknown"}${severity.title ? ` (${safeInline(severity.title)})` : ""}`,
    ...(fields.kind === "incident" ? [] : [fields.kind]),
  ];
  const parts = [
    `### ${state.join(" · ")} · next: ${nextStep(record, config)}`,
    `**${id}: ${safeInline(fields.title ?? "")}**`,
    factsTable(record, config),
    isRunning(fields) ? "" : after(record),
    runbooks(record, ground),
    isRunning(fields) ? roles(record, config) : "",
    isRunning(fields) ? exitCriteria(record, config) : "",
    brokenConfig(ground),
    `Record: [${safeInline(file.path)}](${address}) · [post-mortem pull request](${pulls})`,
    isRunning(fields) ? commands : "",
  ];
  return withKey(summaryKey, parts.filter((part) => part !== "").join("\n\n"));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The first thing in the config that can't be read: until it is mended, its default holds, and people must know. */
function brokenConfig({ configFindings, repository }: Ground): string {
  const errors = configFindings.filter(({ severity }) => severity === "error");
  const first = errors[0];
  if (!first) return "";
  const { path, place, message, fix } = first;
  const address = `${fileAddress(repository.url, repository.defaultBranch, path)}#L${place.line}`;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  return `**The config can't be read as it is:** [${path}, line ${place.line}](${address}): ${safeInline(`${message}. ${fix}`)}${more}`;
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
    return `- ${title}: ${required ? "**empty**" : "empty"}, \`/assign ${safeInline(name)} me\`${delegates}`;
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
  switch (fields.status) {
    case "resolved":
      return fields.due === undefined
        ? "Merging the pull request closes the incident. `/reopen` if it is not over."
        : "Fill in what the pull request's check names; it may be merged once the check passes. `/reopen` if it is not over.";
    case "duplicate":
      return `Duplicate of #${fields.duplicate_of}: go on there.`;
    case "closed":
      return "The post-mortem is merged. Its action items are followed until they are done; if it happens again, declare a new incident.";
    default:
      return "";
  }
}

function runbooks({ fields }: IncidentRecord, ground: Ground): string {
  const matches = matchRunbooks(fields, ground.runbooks);
  if (matches.length === 0) return isRunning(fields) ? "**Runbooks:** none matches its services, alerts or type." : "";
  const { url, defaultBranch } = ground.repository;
  const lines = matches.slice(0, 10).map(({ runbook, because }) => {
    const address = fileAddress(url, defaultBranch, runbook.path);
    return `- [${safeInline(runbook.title).replaceAll(/[[\]]/g, "\\$&")}](${address}) (${safeInline(because)})`;
  });
  return ["**Runbooks**", "", ...lines].join("\n");
}

const commands = `<details><summary>Commands</summary>

\`/ack\` · \`/severity sev2\` · \`/assign commander me\` · \`/status identified\` · \`/timeline 02:45 what happened\` · \`/update customers what they should know\` · \`/impact customers=20%\` · \`/cause text\` · \`/action text @owner due:2025-01-30 priority:high\` · \`/mitigate\` · \`/resolve\` · \`/cancel\` · \`/help\` for all of them

</details>`;
