import { sectionOf } from "../markdown/section-names.ts";
import { documentStart } from "./frontmatter-start.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { postmortemSections } from "./postmortem-sections.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** A post-mortem has all its parts. What stands in them is `sections-filled`'s business. */
export const requiredSections: Rule = {
  name: "required-sections",
  severity: "error",
  what: "A post-mortem has its seven sections.",
  why: "A reader finds the cause, the cost and the follow-up of every incident in the same place, and nothing is skipped.",
  fix: "Add the heading with its text, or map your own heading's name in `sections:` of .github/gitcident.yml.",
  check,
  praise: (context) => (needsPostmortem(context) ? `All ${postmortemSections.length} sections are there.` : undefined),
};

function check(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const missing = postmortemSections.filter((name) => sectionOf(context.document, name, context.config) === undefined);
  const minor = context.fields.severity === "sev3" || context.fields.severity === "sev4";
  return missing.map((name) => ({
    span: documentStart(context),
    message: `Unexpected post-mortem without ${name}, expected a heading \`## ${name}\``,
    ...(minor && less.includes(name) ? { severity: "warning" as const } : {}),
  }));
}

/** What a small incident may do without: its timeline says what ended it, and not each of them teaches something. */
const less: readonly string[] = ["Resolution", "Lessons learned"];
