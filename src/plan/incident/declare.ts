import { safeBlock, safeInline } from "../../markdown/safe-text.ts";
import { printValue } from "../../markdown/set-field.ts";
import type { Config } from "../../model/config.ts";
import { printCursor } from "../../model/cursor.ts";
import { readFields } from "../../model/fields.ts";
import { idOf } from "../../model/incident.ts";
import { earlier } from "../../model/time.ts";
import type { Issue } from "../../model/world.ts";
import { renderNamed } from "../template.ts";
import { applyCommand } from "./commands/apply-command.ts";
import type { Declaration } from "./form.ts";
import type { Opening } from "./opening.ts";
import { templateValues } from "./postmortem.ts";
import { type IncidentRecord, withEntry } from "./record.ts";

/** The text of a new incident file, made from its issue alone, so that it can be made again after a loss. */
export function newRecord(
  issue: Issue,
  opening: Opening,
  declaration: Declaration,
  config: Config,
  templates: Readonly<Record<string, string>>,
): { readonly record: IncidentRecord; readonly note?: string } {
  const started = earlier(declaration.started, issue.createdAt);
  const plain = {
    id: idOf(issue),
    title: opening.title.replaceAll(/\s+/g, " ").trim(),
    issue: issue.number,
    kind: opening.labels.includes("kind:drill") ? "drill" : "incident",
    type: declaration.type,
    severity: declaration.severity,
    status: "investigating",
    services: declaration.services,
    started,
    detected: started,
    declared: issue.createdAt,
    roles: {},
    impact: {},
    alerts: [],
    runbooks: [],
    cursor: printCursor({ at: issue.createdAt, ids: opening.events }),
  };
  const yaml = Object.entries(plain).map(([key, value]) => `${key}: ${printValue(value)}`);
  const fields = readFields(plain);
  const seen = declaration.seen === "" ? "" : safeBlock(declaration.seen);
  const answers = declaration.answers.map(({ question, answer }) => ({ question, answer: safeInline(answer) }));
  const values = templateValues({ text: "", fields }, config, seen, answers);
  const rendered = renderNamed("incident.md", templates, values);
  const text = `---\n${yaml.join("\n")}\n---\n\n${rendered.text.trim()}\n`;
  // A clone may not know its user's login.
  const by = issue.author.login === "" ? "" : ` (@${issue.author.login})`;
  const said = `Declared ${declaration.severity}${by}`;
  const declared = withEntry({ text, fields }, config, "Timeline", issue.createdAt, said);
  return { record: withAssignees(declared, issue, opening, config), ...(rendered.note ? { note: rendered.note } : {}) };
}

/** Who was assigned at the opening has joined. */
function withAssignees(record: IncidentRecord, issue: Issue, { assignees }: Opening, config: Config): IncidentRecord {
  const asked = { by: issue.author.login, at: issue.createdAt, config, named: {}, runbooks: [], permissions: {} };
  return assignees.reduce((to, login) => {
    const outcome = applyCommand(to, { name: "join", user: `@${login}` }, asked);
    return outcome.kind === "done" ? outcome.record : to;
  }, record);
}
