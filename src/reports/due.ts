import { readDocument } from "../markdown/document.ts";
import { readFrontmatter } from "../markdown/frontmatter.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline } from "../markdown/timeline.ts";
import { type Config, severityConfigOf } from "../model/config.ts";
import { type IncidentFields, isRunning, readFields, withInstants } from "../model/fields.ts";
import type { Key } from "../model/key.ts";
import { addMinutes, type Instant, instantOf, minutesBetween, msOf, readDate, sayMinutes } from "../model/time.ts";
import type { Issue } from "../model/world.ts";

/** Something that should have happened by now: said once for each bucket of time, however late or often one looks. */
export interface Due {
  /** Names what is due and the bucket in which it is said. */
  readonly key: Key;
  readonly says: string;
}

/** Starts of the buckets since something fell due: the first when it did, the next every `every` minutes. */
function bucket(due: Instant, now: Instant, every: number): Instant {
  const passed = Math.floor(minutesBetween(due, now) / every);
  return addMinutes(due, passed * every);
}

/** What is due on a running or resolved incident at `now`. */
export function dueOnIncident(text: string, config: Config, now: Instant): readonly Due[] {
  const read = readFrontmatter(text);
  if (read.kind !== "ok") return [];
  const fields = withInstants(readFields(read.frontmatter.fields));
  if (fields.kind !== "incident" && fields.kind !== "drill") return [];
  return [
    ...updateDue(text, fields, config, now),
    ...answerDue(fields, config, now),
    ...rolesDue(fields, config, now),
    ...postmortemDue(fields, config, now),
  ];
}

function updateDue(text: string, fields: IncidentFields, config: Config, now: Instant): readonly Due[] {
  const { update } = severityConfigOf(fields.severity ?? "", config);
  const last = lastUpdate(text, fields, config);
  if (!isRunning(fields) || update === null || last === undefined || addMinutes(last, update) > now) return [];
  const said = bucket(addMinutes(last, update), now, update);
  return [
    {
      key: `due:update:${said}`,
      says: `**Status update overdue:** the last one was ${sayMinutes(minutesBetween(last, now))} ago, every ${sayMinutes(update)} is expected. \`/update what is known, and when the next one comes\``,
    },
  ];
}

/** When stakeholders last heard something: the newest communication entry, else the declaration. */
export function lastUpdate(text: string, fields: IncidentFields, config: Config): Instant | undefined {
  const read = readDocument("", text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Communication log", config) : undefined;
  const times =
    read.kind === "ok" && section ? readTimeline(read.document, section).flatMap((entry) => entry.at ?? []) : [];
  return [...times, ...(fields.declared ? [fields.declared] : [])].toSorted().at(-1);
}

function answerDue(fields: IncidentFields, config: Config, now: Instant): readonly Due[] {
  const { response } = severityConfigOf(fields.severity ?? "", config);
  if (!isRunning(fields) || fields.acknowledged || !fields.declared || addMinutes(fields.declared, response) > now)
    return [];
  const said = bucket(addMinutes(fields.declared, response), now, config.remindMinutes);
  return [
    {
      key: `due:ack:${said}`,
      says: `**Nobody has answered** for ${sayMinutes(minutesBetween(fields.declared, now))}; somebody is expected within ${sayMinutes(response)}. \`/ack\``,
    },
  ];
}

function rolesDue(fields: IncidentFields, config: Config, now: Instant): readonly Due[] {
  const { response } = severityConfigOf(fields.severity ?? "", config);
  const since = fields.declared && addMinutes(fields.declared, response);
  if (!isRunning(fields) || !fields.severity || !since || since > now) return [];
  const { severity } = fields;
  const empty = Object.entries(config.roles).filter(
    ([name, role]) => role.required.includes(severity) && !Object.hasOwn(fields.roles, name),
  );
  if (empty.length === 0) return [];
  const names = empty.map(
    ([name, role]) =>
      `${role.title || name}${role.delegates.length > 0 ? ` (stands in: ${role.delegates.join(", ")})` : ""}`,
  );
  const said = bucket(since, now, config.remindMinutes);
  return [
    {
      key: `due:roles:${said}`,
      says: `**Empty at ${severity}:** ${names.join(", ")}. \`/assign ${empty[0]?.[0] ?? "commander"} me\``,
    },
  ];
}

function postmortemDue(fields: IncidentFields, config: Config, now: Instant): readonly Due[] {
  if (fields.status !== "resolved" || !fields.due || fields.due > now) return [];
  const said = bucket(fields.due, now, Math.max(config.remindMinutes, 1440));
  return [
    {
      key: `due:postmortem:${said}`,
      says: `**Post-mortem overdue** by ${sayMinutes(minutesBetween(fields.due, now))}. Fill in what the check of the pull request names, and merge it.`,
    },
  ];
}

/** The line of an action-item issue's body that holds its due date. */
export const dueLine = /^- Due: (\d{4}-\d{2}-\d{2})$/m;

/** What is due on an open action-item issue: its due date, through the end of that day in UTC, has passed. */
export function dueOnActionItem(issue: Issue, now: Instant): readonly Due[] {
  const date = readDate(dueLine.exec(issue.body)?.[1] ?? "");
  const end = date && instantOf(msOf(`${date}T00:00:00Z`) + 86_400_000);
  if (!end || issue.state === "closed" || end > now) return [];
  const said = bucket(end, now, 7 * 1440);
  return [
    {
      key: `due:action:${said}`,
      says: `**Overdue** since ${date}. Do it, close it as not planned, or move the date in the incident's file.`,
    },
  ];
}
