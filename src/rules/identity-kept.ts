import { issueIn } from "../model/incident.ts";
import { readInstant } from "../model/time.ts";
import { frontmatterStart } from "./frontmatter-start.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** `id`, `issue` and `cursor` are Gitcident's: they tie the file to its issue. */
export const identityKept: Rule = {
  name: "identity-kept",
  severity: "error",
  what: "`id` and `issue` are those of the file's name, and `cursor` is as Gitcident wrote it.",
  why: "They say which issue the file belongs to and which of its comments it holds: an edited one loses or repeats entries.",
  fix: "Put the value back; Gitcident restores it on its next pass.",
  check: (context) => [...identity(context), ...cursor(context)],
};

const incidentId = /INC-\d{4}-\d{3,12}(?!\d)/;

function identity(context: RuleContext): readonly RuleFinding[] {
  const { fields, frontmatter, document } = context;
  const name = document.path.slice(document.path.lastIndexOf("/") + 1);
  const expected = incidentId.exec(name)?.[0];
  const start = frontmatterStart(context);
  if (expected === undefined) {
    const message = `Unexpected file name ${said(name)}, expected an id such as INC-2025-042.md`;
    return [{ span: start, message, fix: "Rename the file to its incident's id." }];
  }
  const found: RuleFinding[] = [];
  if (fields.id !== undefined && fields.id !== expected) {
    const message = `Unexpected id ${said(fields.id)}, expected ${expected} as in the file's name`;
    found.push({ span: frontmatter.spanOf("id") ?? start, message, fix: `Write \`id: ${expected}\`.` });
  }
  const issue = issueIn(expected);
  if (fields.issue !== undefined && fields.issue !== issue) {
    const message = `Unexpected issue ${fields.issue}, expected ${issue} as in the file's name`;
    found.push({ span: frontmatter.spanOf("issue") ?? start, message, fix: `Write \`issue: ${issue}\`.` });
  }
  return found;
}

function cursor({ fields, frontmatter }: RuleContext): readonly RuleFinding[] {
  const written = fields.cursor;
  if (written === undefined) return [];
  const slash = written.indexOf("/");
  const time = slash === -1 ? written : written.slice(0, slash);
  const ids = slash === -1 ? "" : written.slice(slash + 1);
  const readable = readInstant(time) !== undefined && ids.split("+").every((id) => /^([ce]?\d+)?$/.test(id));
  const span = readable ? undefined : frontmatter.spanOf("cursor");
  if (!span) return [];
  const message = `Unexpected cursor ${said(written)}, expected a time and ids such as 2025-01-15T04:52:10Z/c2291`;
  return [{ span, message, fix: "Take the line from the branch's history; never edit it." }];
}
