import type { Command } from "../../../commands/command.ts";
import { said } from "../../../commands/said.ts";
import { safeInline } from "../../../markdown/safe-text.ts";
import { runbookFinder } from "../../../reports/match-runbooks.ts";
import { type IncidentRecord, withEntry, withField, withItem } from "../record.ts";
import { type Apply, type Asked, cutNote, done, entry, type Outcome, typed } from "./outcome.ts";

/** Commands that put what is known into the record. */
export const factCommands: {
  readonly [K in
    | "timeline"
    | "update"
    | "impact"
    | "service"
    | "runbook"
    | "alert"
    | "cause"
    | "action"
    | "help"]: Apply<Command<K>>;
} = {
  timeline: (record, command, asked) =>
    done(entry(record, asked, typed(command.text), command.at), "timeline entry", cutNote(command.text)),
  update: (record, command, asked) => {
    const audience = command.audience ? `[${safeInline(command.audience)}] ` : "";
    const content = `${audience}${typed(command.text)} (@${asked.by})`;
    const logged = withEntry(record, asked.config, "Communication log", asked.at, content);
    return done(logged, "update sent", cutNote(command.text));
  },
  impact: (record, { facts }, asked) => {
    const impact = { ...record.fields.impact, ...Object.fromEntries(facts) };
    const words = facts.map(([key, value]) => `${key.replaceAll("_", " ")} ${value}`).join(", ");
    return done(entry(withField(record, "impact", impact), asked, `Impact: ${safeInline(words)}`), "impact");
  },
  service: (record, change, asked) => listed(record, "services", change, asked, "Services"),
  runbook: (record, change, asked) => {
    const outcome = listed(record, "runbooks", change, asked, "Runbooks");
    const { resolve } = runbookFinder(asked.runbooks);
    const missing = change.add.filter((name) => !resolve(name)).map((name) => safeInline(name));
    if (outcome.kind === "refused" || missing.length === 0) return outcome;
    const none = `No runbook ${missing.join(", ")} is on the default branch under \`${asked.config.runbooks.replaceAll("`", "")}/\` yet; recorded as it was named.`;
    return { ...outcome, note: outcome.note ? `${outcome.note} ${none}` : none };
  },
  alert: (record, change, asked) => listed(record, "alerts", change, asked, "Alerts"),
  cause: (record, command, asked) => {
    const short = command.text.replaceAll(/\s+/g, " ").trim().slice(0, 500);
    const noted = withField(record, "causes", [...record.fields.causes, short]);
    return done(entry(noted, asked, `Cause: ${typed(command.text)}`), "cause", cutNote(command.text));
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
  help: (record) => done(record, "help"),
};

function listed(
  record: IncidentRecord,
  key: "services" | "runbooks" | "alerts",
  change: { readonly add: readonly string[]; readonly remove: readonly string[] },
  asked: Asked,
  title: string,
): Outcome {
  const before = record.fields[key];
  const kept = before.filter((name) => !change.remove.includes(name));
  const list = [...kept, ...change.add.filter((name) => !kept.includes(name))];
  const same = list.length === before.length && list.every((name, index) => name === before[index]);
  const absent = change.remove.filter((name) => !before.includes(name)).map((name) => said(name));
  const note =
    absent.length > 0
      ? `Nothing to take off: ${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} not among the ${key}${before.length > 0 ? ` (${before.map((name) => said(name)).join(", ")})` : ""}.`
      : undefined;
  if (same) return done(record, `${key} are as they were`, note);
  const words = [...change.add.map((name) => `+${name}`), ...change.remove.map((name) => `-${name}`)].join(" ");
  return done(entry(withField(record, key, list), asked, `${title}: ${safeInline(words)}`), key, note);
}
