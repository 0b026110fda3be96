import { readDocument } from "../../markdown/document.ts";
import { safeInline } from "../../markdown/safe-text.ts";
import { sectionOf } from "../../markdown/section-names.ts";
import { readTimeline } from "../../markdown/timeline.ts";
import { type Config, severityConfigOf, typeConfigOf } from "../../model/config.ts";
import { minutesBetween, sayMinutes } from "../../model/time.ts";
import { renderNamed } from "../template.ts";
import { type IncidentRecord, withMissingSections } from "./record.ts";

/** What the templates see of an incident; every text is safe in Markdown. */
export function templateValues(
  record: IncidentRecord,
  config: Config,
  seen = "",
  answers: readonly { readonly question: string; readonly answer: string }[] = [],
): Readonly<Record<string, unknown>> {
  const { fields } = record;
  const severity = fields.severity ?? "sev3";
  const read = readDocument("", record.text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Timeline", config) : undefined;
  const entries = read.kind === "ok" && section ? readTimeline(read.document, section) : [];
  const blank = {
    id: "",
    title: "",
    issue: 0,
    started: "",
    detected: "",
    declared: "",
    acknowledged: "",
    mitigated: "",
    resolved: "",
    closed: "",
    due: "",
    duplicate_of: "",
    cursor: "",
  };
  return {
    incident: { ...blank, ...fields, title: safeInline(fields.title ?? "") },
    title: safeInline(fields.title ?? ""),
    severity: { name: severity, ...severityConfigOf(severity, config) },
    summary: seen,
    answers,
    timeline: entries.map((entry) => ({ time: entry.written, text: entry.text, author: entry.author ?? "" })),
    causes: fields.causes.map((cause) => safeInline(cause)),
    impact: Object.entries(fields.impact).map(([name, value]) => ({
      name: safeInline(name.replaceAll("_", " ")),
      value: safeInline(String(value)),
    })),
    duration: durationOf(record),
  };
}

/** The name of the post-mortem template of an incident's type: the config's, `postmortem-<type>.md`, else `postmortem.md`. */
function templateName(type: string, config: Config, templates: Readonly<Record<string, string>>): readonly string[] {
  const named = typeConfigOf(type, config).template;
  const own = /^[\w-]{1,60}$/.test(type) ? [`postmortem-${type}.md`] : [];
  return [
    ...(named ? [named] : []),
    ...own.filter(
      (name) => Object.hasOwn(templates, name) || ["postmortem-security.md", "postmortem-data.md"].includes(name),
    ),
    "postmortem.md",
  ];
}

/** The record with the post-mortem's missing sections, already holding its times, impact and causes. */
export function withPostmortem(
  record: IncidentRecord,
  config: Config,
  templates: Readonly<Record<string, string>>,
): { readonly record: IncidentRecord; readonly note?: string } {
  const [name = "postmortem.md"] = templateName(record.fields.type, config, templates);
  const rendered = renderNamed(name, templates, templateValues(record, config));
  const sections = splitSections(rendered.text);
  return { record: withMissingSections(record, config, sections), ...(rendered.note ? { note: rendered.note } : {}) };
}

/** The `## ` sections of a rendered template. */
export function splitSections(markdown: string): readonly { readonly title: string; readonly markdown: string }[] {
  const read = readDocument("", markdown);
  if (read.kind !== "ok") return [];
  return read.document.sections
    .filter((section) => section.depth === 2)
    .map((section) => ({ title: section.title, markdown: markdown.slice(section.start, section.end).trim() }));
}

/** What the templates say of the impact, one line each: the lines that stay ours until a person changes them. */
export function impactLines({ fields }: IncidentRecord): Readonly<Record<string, string>> {
  const lines = Object.entries(fields.impact).map(
    ([name, value]) => [name, `- ${safeInline(name.replaceAll("_", " "))}: ${safeInline(String(value))}`] as const,
  );
  return { ...Object.fromEntries(lines), " duration": `- Duration: ${durationOf({ fields }) || "not over yet"}` };
}

/** `2 h 15 min` from the start to the end; empty while either is unknown or they lie the wrong way round. */
function durationOf({ fields: { started, resolved } }: Pick<IncidentRecord, "fields">): string {
  return started && resolved && started <= resolved ? sayMinutes(minutesBetween(started, resolved)) : "";
}
