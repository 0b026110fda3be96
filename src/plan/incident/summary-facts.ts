import { safeCell } from "../../markdown/safe-text.ts";
import { type Config, severityConfigOf } from "../../model/config.ts";
import { isRunning } from "../../model/fields.ts";
import { addMinutes, type Instant, minutesBetween, sayMinutes } from "../../model/time.ts";
import { clock, minute, nextUpdate } from "./next-step.ts";
import type { IncidentRecord } from "./record.ts";

/** The table of the summary: what runs out first, then what is known. */
export function factsTable(record: IncidentRecord, config: Config): string {
  const { fields } = record;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["Answered", answered(record, config)],
    ["Next update", updates(record, config)],
    ["Post-mortem due", fields.status === "resolved" ? time(fields.due) : undefined],
    ["Impact", impact(record)],
    ["Services", fields.services.map((name) => safeCell(name)).join(", ")],
    ["Started", time(fields.started)],
    ["Detected", fields.detected === fields.started ? undefined : time(fields.detected)],
    ["Declared", time(fields.declared)],
    ["Mitigated", since(fields.started, fields.mitigated)],
    ["Resolved", since(fields.started, fields.resolved)],
  ];
  const lines = rows.flatMap(([name, value]) => (value ? [`| ${name} | ${value} |`] : []));
  return ["| | |", "|---|---|", ...lines].join("\n");
}

function answered({ fields }: IncidentRecord, config: Config): string | undefined {
  const { response } = severityConfigOf(fields.severity ?? "", config);
  const expected = `expected within ${sayMinutes(response)}`;
  if (fields.acknowledged) {
    const after = between(fields.declared, fields.acknowledged);
    return `${time(fields.acknowledged)}${after ? `, after ${after} (${expected})` : ""}`;
  }
  if (!isRunning(fields) || !fields.declared) return undefined;
  return `**nobody yet**, by ${minute(addMinutes(fields.declared, response))} (${expected})`;
}

function updates(record: IncidentRecord, config: Config): string | undefined {
  const { update } = severityConfigOf(record.fields.severity ?? "", config);
  const next = nextUpdate(record, config);
  return next && update !== null
    ? `by ${minute(next)} (every ${sayMinutes(update)}): \`/update what is known\``
    : undefined;
}

function impact({ fields }: IncidentRecord): string {
  return Object.entries(fields.impact)
    .map(([name, value]) => `${safeCell(name.replaceAll("_", " "))} ${safeCell(String(value))}`)
    .join(", ");
}

const time = (instant: Instant | undefined): string | undefined => instant && clock(instant);

function since(start: Instant | undefined, end: Instant | undefined): string | undefined {
  const after = between(start, end);
  return end && `${time(end)}${after ? `, ${after} after the start` : ""}`;
}

function between(from: Instant | undefined, to: Instant | undefined): string | undefined {
  return from && to && from <= to ? sayMinutes(minutesBetween(from, to)) : undefined;
}
