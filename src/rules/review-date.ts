import { readActionItems } from "../markdown/action-items.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { readDate, readInstant } from "../model/time.ts";
import { documentStart } from "./frontmatter-start.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { isWritten, writtenIn } from "./written.ts";

/** Somebody will look again: whether what was planned is done, and whether it helped. */
export const reviewDate: Rule = {
  name: "review-date",
  severity: { sev1: "warning", sev2: "warning", default: "off" },
  what: "A SEV-1 or SEV-2 has a date on which its follow-up is reviewed: `review:` in the fields, or an action item or line that reviews, drills or checks, with a date.",
  why: "Action items are closed one by one; whether together they were enough is asked only by who has a date for it.",
  fix: "Add `review: 2025-03-01` to the fields, or `- [ ] Review the follow-up @owner due:2025-03-01`.",
  check,
};

const again =
  /\b(?:review\w{0,3}|re-?visit\w{0,3}|re-?assess\w{0,4}|re-?evaluat\w{0,3}|follow[- ]?up|retrospective|drill\w{0,3}|game ?day|check(?:ed|s)?\s+(?:again|back|in)|look\s+again)\b/i;
const dated = /\b\d{4}-\d\d-\d\d\b/;

function check(context: RuleContext): readonly RuleFinding[] {
  const { fields, frontmatter } = context;
  if (!needsPostmortem(context)) return [];
  if (fields.review !== undefined) {
    if (readDate(fields.review) !== undefined || readInstant(fields.review) !== undefined) return [];
    const span = frontmatter.spanOf("review") ?? documentStart(context);
    return [{ span, message: `Unexpected review date ${said(fields.review)}, expected one such as 2025-03-01` }];
  }
  // While the post-mortem is being written, nobody is asked when it will be looked at again.
  const items = sectionOf(context.document, "Action items", context.config);
  const learned = sectionOf(context.document, "Lessons learned", context.config);
  if (!items || readActionItems(context.document, items).length === 0) return [];
  if (learned && !isWritten(context.document, learned)) return [];
  const sections = (["Action items", "Lessons learned", "Resolution"] as const).flatMap(
    (name) => sectionOf(context.document, name, context.config) ?? [],
  );
  const lines = sections.flatMap((section) => writtenIn(context.document, section).split("\n"));
  if (lines.some((line) => dated.test(line) && again.test(line))) return [];
  const message = "Unexpected post-mortem without a review of its follow-up, expected a date for it";
  return [{ span: documentStart(context), message }];
}
