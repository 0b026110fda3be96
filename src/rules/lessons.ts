import { sectionOf } from "../markdown/section-names.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { blocksOf } from "./prose.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** Something was learned. A section with nothing in it at all is `sections-filled`'s business. */
export const lessons: Rule = {
  name: "lessons",
  severity: { sev1: "error", sev2: "error", default: "warning" },
  what: "Lessons learned holds at least one lesson, not only `None`, `N/A` or `see above`.",
  why: "A post-mortem without a lesson was written for the file: the incident was paid for and taught nobody anything.",
  fix: "Write what helped, what hindered and where luck did the work, one line each.",
  check,
};

const nothing =
  /^\W{0,3}(?:none(?:\s+(?:yet|so far|known))?|n\/?a|not applicable|nothing(?:\s+(?:new|special|much|to add|to report|to note|really))?|no lessons?(?:\s+learned)?|no|nil|same as (?:above|before|last time)|see above|as above|unknown|later)\W{0,3}$/i;

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Lessons learned", context.config);
  if (!section || !needsPostmortem(context)) return [];
  const written = blocksOf(section.nodes).filter(({ says }) => says);
  if (written.length === 0 || !written.every(({ words }) => nothing.test(words.slice(0, 100)))) return [];
  return [{ span: section.heading, message: "Unexpected lessons that name none, expected at least one" }];
}
