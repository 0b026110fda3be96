import { maxText } from "../../../commands/command.ts";
import { safeInline } from "../../../markdown/safe-text.ts";
import type { Config } from "../../../model/config.ts";
import type { Runbook } from "../../../model/runbook.ts";
import type { Instant } from "../../../model/time.ts";
import type { Issue, Permission } from "../../../model/world.ts";
import { type IncidentRecord, withEntry } from "../record.ts";

/** What a command made of the record, and one line that says so for the commit; or why it was refused. */
export type Outcome =
  | { readonly kind: "done"; readonly record: IncidentRecord; readonly said: string; readonly note?: string }
  /** `message` is one sentence without its full stop, `hint` says in Markdown what to do instead. */
  | { readonly kind: "refused"; readonly message: string; readonly hint: string };

/** Who asked, when, and under which config. */
export interface Asked {
  /** The login, without @. */
  readonly by: string;
  readonly at: Instant;
  readonly config: Config;
  /** The issues that commands name; null where there is none of that number. */
  readonly named: Readonly<Record<number, Issue | null>>;
  readonly runbooks: readonly Runbook[];
  /** By login, of those who were looked at. */
  readonly permissions: Readonly<Record<string, Permission>>;
}

/** Applies one command to a record. Text that people typed is made safe here, where it enters the file. */
export type Apply<C> = (record: IncidentRecord, command: C, asked: Asked) => Outcome;

export function done(record: IncidentRecord, said: string, ...notes: readonly (string | undefined)[]): Outcome {
  const note = notes.filter((one) => one !== undefined).join("\n\n");
  return { kind: "done", record, said, ...(note ? { note } : {}) };
}

export function refused(message: string, hint: string): Outcome {
  return { kind: "refused", message, hint };
}

/** A timeline entry by the person who asked. */
export function entry(record: IncidentRecord, asked: Asked, text: string, at: Instant = asked.at): IncidentRecord {
  return withEntry(record, asked.config, "Timeline", at, `${text} (@${asked.by})`);
}

/** Text that a person typed, as one line of the record. */
export function typed(text: string): string {
  return safeInline(text, { length: maxText });
}

/** The same behind a colon; nothing where nothing was typed. */
export function tail(text: string): string {
  return text.trim() === "" ? "" : `: ${typed(text)}`;
}

/** What to tell when the record holds less of a text than was typed: too many marks, or escaping made it too long. */
export function cutNote(text: string): string | undefined {
  return typed(text).endsWith("…") && !text.trimEnd().endsWith("…")
    ? "The record holds the beginning of the text; the whole of it stands in the comment."
    : undefined;
}

/** What to tell of an end that lies before the beginning: most often the clock of another zone, or a start nobody has set. */
export function earlyNote(record: IncidentRecord, what: "mitigated" | "resolved", at: Instant): string | undefined {
  const { started } = record.fields;
  return started !== undefined && at < started
    ? `Recorded as ${what} at ${at}, which is before the incident started (${started}). Correct the wrong one: \`/set ${what} 04:45\` or \`/set started 02:30\`, with the date if it was another day.`
    : undefined;
}

/** `@alice` and `@octo/sre` as words that notify nobody a second time. */
export function plainUser(user: string): string {
  return user.replace(/^@/, "").replaceAll("_", "\\_");
}
