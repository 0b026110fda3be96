import { sectionWith, titleKeys } from "../markdown/document.ts";
import { typeConfigOf } from "../model/config.ts";
import { documentStart } from "./frontmatter-start.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { headingsOf } from "./own-template.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** An incident of a certain type has to answer more than others: what was exposed, what was lost. */
export const typeSections: Rule = {
  name: "type-sections",
  severity: "warning",
  what: "A post-mortem has the headings that the template of its type has beyond the common one.",
  why: "They ask what only this type of incident has to answer, such as whether the law wants a report.",
  fix: "Add the heading with its answer, even if that is “none”; or correct `type:`.",
  check,
};

/** The headings of our own templates, for repositories without theirs. */
export const ourTypeSections: Readonly<Record<string, readonly string[]>> = {
  security: ["What was exposed", "Duties to report", "Containment", "Eradication", "Recovery"],
  data: ["Extent of the damage", "Copies downstream", "Restoration", "Verification"],
};

function check(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const missing = asked(context).filter((title) => !sectionWith(context.document, titleKeys([title])));
  return missing.map((title) => ({
    span: documentStart(context),
    message: `Unexpected post-mortem of type ${said(context.fields.type)} without ${said(title)}, expected that heading`,
  }));
}

/** The headings of the type's template that the common one does not have. */
function asked({ fields, config, templates }: RuleContext): readonly string[] {
  const names = [typeConfigOf(fields.type, config).template, `postmortem-${fields.type}.md`];
  const name = names.find((one) => one !== undefined && one !== "postmortem.md" && Object.hasOwn(templates, one));
  if (name === undefined)
    return Object.hasOwn(ourTypeSections, fields.type) ? (ourTypeSections[fields.type] ?? []) : [];
  const common = titleKeys(headingsOf(templates).get("postmortem.md")?.titles ?? []);
  const own = headingsOf(templates).get(name)?.titles ?? [];
  return own.filter((title) => [...titleKeys([title])].some((key) => !common.has(key)));
}
