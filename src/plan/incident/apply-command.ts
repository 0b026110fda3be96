import type { Command, CommandName } from "../../commands/command.ts";
import { safeInline } from "../../markdown/safe-text.ts";
import { type Config, severityConfigOf } from "../../model/config.ts";
import { isRunning } from "../../model/fields.ts";
import { addMinutes, type Instant, minutesBetween, sayMinutes } from "../../model/time.ts";
import { unmetNeeds } from "./exit.ts";
import type { Change } from "./inbox.ts";
import { type IncidentRecord, withEntry, withField, withFields, withItem } from "./record.ts";

/** What a command made of the record, and one line that says so for the commit; or why it was refused. */
export type Outcome =
  | { readonly kind: "done"; readonly record: IncidentRecord; readonly said: string; readonly note?: string }
  | { readonly kind: "refused"; readonly message: string; readonly usage: string };

/** Who asked, when, and under which config. */
export interface Asked {
  /** The login, without @. */
  readonly by: string;
  readonly at: Instant;
  readonly config: Config;
}

type Apply<C> = (record: IncidentRecord, command: C, asked: Asked) => Outcome;

/** Applies a command to a record. Text that people typed is made safe here, where it enters the file. */
export function applyCommand(record: IncidentRecord, command: Command | Change, asked: Asked): Outcome {
  return (table[command.name] as Apply<Command | Change>)(record, command, asked);
}

const done = (record: IncidentRecord, said: string, note?: string): Outcome => ({
  kind: "done",
  record,
  said,
  ...(note ? { note } : {}),
});
const refused = (message: string, usage: string): Outcome => ({ kind: "refused", message, usage });

/** A timeline entry by the person who asked. */
function entry(record: IncidentRecord, asked: Asked, text: string, at: Instant = asked.at): IncidentRecord {
  return withEntry(record, asked.config, "Timeline", at, `${text} (@${asked.by})`);
}

const tail = (text: string): string => (text.trim() === "" ? "" : `: ${safeInline(text)}`);
const cutNote = (command: { readonly truncated: boolean }): string | undefined =>
  command.truncated ? "The text was longer than 10,000 characters; its end was left out of the record." : undefined;

const table: { readonly [K in CommandName]: Apply<Command<K>> } & {
  readonly [K in Change["name"]]: Apply<Extract<Change, { name: K }>>;
} = {
  ack: (record, command, asked) => {
    const first = record.fields.acknowledged === undefined ? withField(record, "acknowledged", command.at) : record;
    const joined = join(first, `@${asked.by}`);
    return done(
      entry(joined, asked, `Acknowledged${tail(command.text)}`, command.at),
      "acknowledged",
      cutNote(command),
    );
  },
  severity: (record, { severity }, asked) => {
    const before = record.fields.severity;
    if (before === severity) return done(record, `severity is already ${severity}`);
    const words =
      before === undefined
        ? `Severity set to ${severity}`
        : `Severity ${severity < before ? "raised" : "lowered"} from ${before} to ${severity}`;
    const due =
      record.fields.due && record.fields.resolved ? dueOf(severity, record.fields.resolved, asked.config) : undefined;
    return done(entry(withFields(record, { severity, ...(due ? { due } : {}) }), asked, words), words.toLowerCase());
  },
  status: (record, { status }, asked) => {
    if (!isRunning(record.fields))
      return refused(
        `The incident is ${record.fields.status}, and only a running incident changes its status`,
        "/reopen, then /status",
      );
    if (record.fields.status === status) return done(record, `status is already ${status}`);
    return done(entry(withField(record, "status", status), asked, `Status set to ${status}`), `status ${status}`);
  },
  assign: (record, { role, user }, asked) => {
    const roles = { ...record.fields.roles, [role]: user };
    return done(
      entry(withField(record, "roles", roles), asked, `${titleOf(role, asked.config)}: ${plainUser(user)}`),
      `${role} assigned`,
    );
  },
  unassign: (record, { role, user }, asked) => {
    const left = Object.entries(record.fields.roles).filter(
      ([name, who]) => name !== role && who.toLowerCase() !== user?.toLowerCase(),
    );
    if (left.length === Object.keys(record.fields.roles).length && !holds(record, user)) {
      return refused(
        `Nobody to unassign: ${role ? `the role ${role} is empty` : `${plainUser(user ?? "")} has no role`}`,
        "/unassign commander",
      );
    }
    const words = role ? `${titleOf(role, asked.config)}: nobody` : `${plainUser(user ?? "")} has left their roles`;
    return done(
      entry(leave(withField(record, "roles", Object.fromEntries(left)), user), asked, words),
      "role unassigned",
    );
  },
  timeline: (record, command, asked) => {
    if (command.text.trim() === "")
      return refused(
        "Unexpected end of the command, expected the text of the entry",
        "/timeline 02:45 Database primary node failure identified",
      );
    return done(entry(record, asked, safeInline(command.text), command.at), "timeline entry", cutNote(command));
  },
  update: (record, command, asked) => {
    const audience = command.audience ? `[${safeInline(command.audience)}] ` : "";
    const content = `${audience}${safeInline(command.text)} (@${asked.by})`;
    return done(
      withEntry(record, asked.config, "Communication log", asked.at, content),
      "update sent",
      cutNote(command),
    );
  },
  impact: (record, { facts }, asked) => {
    const impact = { ...record.fields.impact, ...Object.fromEntries(facts) };
    const words = facts.map(([key, value]) => `${key.replaceAll("_", " ")} ${value}`).join(", ");
    return done(entry(withField(record, "impact", impact), asked, `Impact: ${safeInline(words)}`), "impact");
  },
  service: (record, change, asked) => listed(record, "services", change, asked, "Services"),
  runbook: (record, change, asked) => listed(record, "runbooks", change, asked, "Runbooks"),
  alert: (record, change, asked) => listed(record, "alerts", change, asked, "Alerts"),
  cause: (record, command, asked) => {
    const text = safeInline(command.text);
    const noted = withField(record, "causes", [
      ...record.fields.causes,
      command.text.replaceAll(/\s+/g, " ").trim().slice(0, 500),
    ]);
    return done(entry(noted, asked, `Cause: ${text}`), "cause", cutNote(command));
  },
  action: (record, command, asked) => {
    const parts = [
      command.owner ?? "",
      command.due && `due:${command.due}`,
      command.priority && `priority:${command.priority}`,
      command.type && `type:${command.type}`,
      command.every && `every:${command.every}`,
    ];
    const line = [`[ ] ${safeInline(command.text)}`, ...parts].filter((part) => part).join(" ");
    return done(withItem(record, asked.config, "Action items", line), "action item");
  },
  set: (record, { field, at }, asked) => {
    if (record.fields[field] === at) return done(record, `${field} is already ${at}`);
    const due =
      field === "resolved" && record.fields.due
        ? { due: dueOf(record.fields.severity ?? "sev3", at, asked.config) }
        : {};
    return done(
      entry(withFields(record, { [field]: at, ...due }), asked, `Time *${field}* set to ${at}`),
      `${field} set`,
    );
  },
  mitigate: (record, command, asked) => {
    if (!isRunning(record.fields))
      return refused(`The incident is ${record.fields.status} already`, "/set mitigated 04:30, to correct the time");
    const mitigated = withFields(record, { mitigated: command.at, status: "monitoring" });
    return done(entry(mitigated, asked, `Mitigated${tail(command.text)}`, command.at), "mitigated", cutNote(command));
  },
  resolve: (record, command, asked) => {
    if (!isRunning(record.fields))
      return refused(`The incident is ${record.fields.status} already`, "/set resolved 04:45, to correct the time");
    const unmet = unmetNeeds(record, asked.config);
    if (unmet.length > 0 && !command.force) {
      return refused(
        `Not resolved, because the exit criteria are not met: ${unmet.map((need) => need.says).join("; ")}`,
        `${unmet.map((need) => need.command).join(", ")}; or /resolve --force`,
      );
    }
    const severity = record.fields.severity ?? "sev3";
    const due = severityConfigOf(severity, asked.config).postmortem
      ? dueOf(severity, command.at, asked.config)
      : undefined;
    const resolved = withFields(record, {
      status: "resolved",
      resolved: command.at,
      mitigated: record.fields.mitigated ?? command.at,
      ...(due ? { due } : {}),
    });
    const forced = unmet.length > 0 ? ` although ${unmet.map((need) => need.says).join("; ")} (forced)` : "";
    return done(
      entry(resolved, asked, `Resolved${forced}${tail(command.text)}`, command.at),
      unmet.length > 0 ? "resolved by force" : "resolved",
      cutNote(command),
    );
  },
  reopen: (record, command, asked) => {
    if (isRunning(record.fields)) return refused("The incident is still running", "/status investigating");
    const reopened = withFields(record, {
      status: "investigating",
      resolved: undefined,
      mitigated: undefined,
      closed: undefined,
      due: undefined,
      duplicate_of: undefined,
    });
    return done(entry(reopened, asked, `Reopened${tail(command.text)}`), "reopened", cutNote(command));
  },
  cancel: (record, command, asked) => {
    if (record.fields.status === "cancelled") return done(record, "already cancelled");
    const cancelled = withFields(record, { status: "cancelled", closed: asked.at });
    return done(entry(cancelled, asked, `Cancelled${tail(command.text)}`), "cancelled", cutNote(command));
  },
  duplicate: (record, command, asked) => {
    if (command.of === record.fields.issue)
      return refused(`Issue ${command.of} is this incident itself`, "/duplicate #12, the number of the other incident");
    const same = withFields(record, { status: "duplicate", duplicate_of: command.of, closed: asked.at });
    return done(entry(same, asked, `Duplicate of issue ${command.of}`), "duplicate");
  },
  drill: (record, _, asked) => {
    if (record.fields.kind === "drill") return done(record, "already a drill");
    return done(entry(withField(record, "kind", "drill"), asked, "This is a drill"), "drill");
  },
  help: (record) => done(record, "help"),
  title: (record, { text }, asked) => {
    if (record.fields.title === text) return done(record, "title is the same");
    return done(
      entry(withField(record, "title", text), asked, `Title changed to ${safeInline(text)}`),
      "title changed",
    );
  },
  join: (record, { user }, asked) => {
    if (join(record, user) === record) return done(record, "responder is known");
    const commander = record.fields.roles["commander"] === undefined && Object.hasOwn(asked.config.roles, "commander");
    if (!commander) return done(entry(join(record, user), asked, `${plainUser(user)} joined`), "responder joined");
    const roles = { ...record.fields.roles, commander: user };
    return done(
      entry(withField(record, "roles", roles), asked, `${titleOf("commander", asked.config)}: ${plainUser(user)}`),
      "commander assigned",
    );
  },
  leave: (record, { user }, asked) => {
    if (join(record, user) !== record) return done(record, "no responder left");
    const left = Object.entries(record.fields.roles).filter(([, who]) => who.toLowerCase() !== user.toLowerCase());
    return done(
      entry(leave(withField(record, "roles", Object.fromEntries(left)), user), asked, `${plainUser(user)} left`),
      "responder left",
    );
  },
};

/** `@alice` and `@octo/sre` as words that notify nobody a second time. */
const plainUser = (user: string): string => user.replace(/^@/, "").replaceAll("_", "\\_");

function titleOf(role: string, config: Config): string {
  return safeInline(config.roles[role]?.title || role);
}

function holds(record: IncidentRecord, user: string | undefined): boolean {
  return user !== undefined && record.fields.responders.some((who) => who.toLowerCase() === user.toLowerCase());
}

function join(record: IncidentRecord, user: string): IncidentRecord {
  const known = [...Object.values(record.fields.roles), ...record.fields.responders].map((who) => who.toLowerCase());
  return known.includes(user.toLowerCase())
    ? record
    : withField(record, "responders", [...record.fields.responders, user]);
}

function leave(record: IncidentRecord, user: string | undefined): IncidentRecord {
  const name = user?.toLowerCase();
  const left = record.fields.responders.filter((who) => who.toLowerCase() !== name);
  return left.length === record.fields.responders.length ? record : withField(record, "responders", left);
}

function listed(
  record: IncidentRecord,
  key: "services" | "runbooks" | "alerts",
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  asked: Asked,
  title: string,
): Outcome {
  const kept = record.fields[key].filter((name) => !change.remove.includes(name));
  const list = [...kept, ...change.add.filter((name) => !kept.includes(name))];
  const same =
    list.length === record.fields[key].length && list.every((name, index) => name === record.fields[key][index]);
  if (same) return done(record, `${key} are as they were`);
  const words = [...change.add.map((name) => `+${name}`), ...change.remove.map((name) => `-${name}`)].join(" ");
  return done(entry(withField(record, key, list), asked, `${title}: ${safeInline(words)}`), key);
}

/** When the post-mortem is due: hours after the resolution, by severity. */
function dueOf(severity: string, resolved: Instant, config: Config): Instant {
  return addMinutes(resolved, severityConfigOf(severity, config).due * 60);
}

/** `2 h 15 min` from the start to the end; empty while either is unknown or they lie the wrong way round. */
export function durationOf(record: IncidentRecord): string {
  const { started, resolved } = record.fields;
  return started && resolved && started <= resolved ? sayMinutes(minutesBetween(started, resolved)) : "";
}
