import { openItems, spanInItem } from "./open-items.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** The issue that an action item names is there. */
export const actionItemsIssue: Rule = {
  name: "action-items-issue",
  severity: "error",
  what: "The issue at the end of an open action item exists in this repository.",
  why: "Merging makes an issue for every item that names none; one that names a wrong number is followed by nobody.",
  fix: "Correct the number, or take it out: merging then makes the issue.",
  check,
};

function check(context: RuleContext): readonly RuleFinding[] {
  return openItems(context).flatMap((item) => {
    if (item.issue === undefined || context.facts.issueAt(item.issue) !== "nothing") return [];
    const span = spanInItem(item, `#${item.issue}`);
    return [{ span, message: `Unexpected issue \`#${item.issue}\`, expected one that exists in this repository` }];
  });
}
