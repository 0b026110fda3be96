import { safeBlock, safeInline } from "../../markdown/safe-text.ts";
import { printValue } from "../../markdown/set-field.ts";
import type { Config } from "../../model/config.ts";
import { printCursor } from "../../model/cursor.ts";
import { readFields } from "../../model/fields.ts";
import { idOf } from "../../model/incident.ts";
import { earlier } from "../../model/time.ts";
import type { Issue } from "../../model/world.ts";
import { renderNamed } from "../template.ts";
import type { Declaration } from "./form.ts";
import { templateValues } from "./postmortem.ts";
import { type IncidentRecord, withEntry } from "./record.ts";

/** The text of a new incident file, made from its issue alone, so that it can be made again after a loss. */
export function newRecord(
  issue: Issue,
  declaration: Declaration,
  config: Config,
  templates: Readonly<Record<string, string>>,
): { readonly record: IncidentRecord; readonly note?: string } {
  const detected = earlier(declaration.started, issue.createdAt);
  const kind = issue.labels.includes("kind:drill") ? "drill" : "incident";
  const plain = {
    id: idOf(issue),
    title: issue.title.replaceAll(/\s+/g, " ").trim(),
    issue: issue.number,
    kind,
    type: declaration.type,
    severity: declaration.severity,
    status: "investigating",
    services: declaration.services,
    started: detected,
    detected,
    declared: issue.createdAt,
    roles: {},
    impact: {},
    alerts: [],
    runbooks: [],
    cursor: printCursor({ at: issue.createdAt, ids: [] }),
  };
  const yaml = Object.entries(plain)
    .map(([key, value]) => `${key}: ${printValue(value)}`)
    .join("\n");
  const fields = readFields(plain);
  const seen = declaration.seen === "" ? "" : safeBlock(declaration.seen);
  const answers = declaration.answers.map(({ question, answer }) => ({ question, answer: safeInline(answer) }));
  const rendered = renderNamed("incident.md", templates, templateValues({ text: "", fields }, config, seen, answers));
  const text = `---\n${yaml}\n---\n\n${rendered.text.trim()}\n`;
  const declared = `Declared ${declaration.severity} (@${issue.author.login})`;
  const record = withEntry({ text, fields }, config, "Timeline", issue.createdAt, declared);
  return { record, ...(rendered.note ? { note: rendered.note } : {}) };
}
