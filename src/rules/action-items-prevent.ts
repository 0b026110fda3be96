import { readActionItems } from "../markdown/action-items.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** After a grave incident something is done so that it can't happen again. */
export const actionItemsPrevent: Rule = {
  name: "action-items-prevent",
  severity: { sev1: "warning", sev2: "warning", default: "off" },
  what: "A SEV-1 or SEV-2 has at least one action item, open or done, of `type:prevent`.",
  why: "Faster detection and better playbooks make the next one shorter; only prevention makes it not come.",
  fix: "Add an item that removes the cause, with `type:prevent`, or mark the one that does.",
  check,
  praise: (context) => (itemsOf(context).length > 0 ? "Something is done so that it can't happen again." : undefined),
};

function itemsOf({ document, config }: RuleContext): ReturnType<typeof readActionItems> {
  const section = sectionOf(document, "Action items", config);
  return section ? readActionItems(document, section) : [];
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Action items", context.config);
  const items = itemsOf(context);
  if (!section || items.length === 0 || !needsPostmortem(context)) return [];
  if (items.some(({ type }) => type === "prevent")) return [];
  const message = "Unexpected action items of which none is marked `type:prevent`, expected at least one";
  return [{ span: section.heading, message }];
}
