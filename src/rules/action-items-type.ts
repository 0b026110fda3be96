import { actionTypes, priorities } from "../model/action-item.ts";
import { sayOr } from "../model/expected.ts";
import { openItems } from "./open-items.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** An action item says how much it matters and what it is for. */
export const actionItemsType: Rule = {
  name: "action-items-type",
  severity: { sev1: "warning", sev2: "warning", sev3: "warning", default: "off" },
  what: "An open action item has a priority and a type.",
  why: "Reports count what prevents, detects, mitigates or mends the way of working, and the important is done first.",
  fix: "Add `priority:high`, `medium` or `low`, and `type:prevent`, `detect`, `mitigate` or `process`.",
  check: (context) => openItems(context).flatMap(judge),
  praise: (context: RuleContext) =>
    openItems(context).length > 0 ? "Every open action item has a priority and a type." : undefined,
};

function judge({ priority, type, span }: ReturnType<typeof openItems>[number]): readonly RuleFinding[] {
  const missing = [
    ...(priority === undefined ? [`a priority (${sayOr(priorities)})`] : []),
    ...(type === undefined ? [`a type (${sayOr(actionTypes)})`] : []),
  ];
  if (missing.length === 0) return [];
  const lacks = [...(priority === undefined ? ["priority"] : []), ...(type === undefined ? ["type"] : [])];
  return [
    { span, message: `Unexpected action item without ${lacks.join(" and ")}, expected ${missing.join(" and ")}` },
  ];
}
