import { openItems, spanInItem } from "./open-items.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** The owner of an action item can be given its issue. That there is one is `action-items`' business. */
export const actionItemsOwner: Rule = {
  name: "action-items-owner",
  severity: "error",
  what: "An open action item has one owner, and it is somebody to whom issues of this repository can be assigned.",
  why: "An issue that is assigned to a mistyped login is nobody's, and of two owners each waits for the other.",
  fix: "Name one `@login` that can be assigned here, or one `@org/team`; ask others in the item's issue.",
  check,
};

const mention = /(?:^|[\s(])(@\u2060?[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?)/g;

function check(context: RuleContext): readonly RuleFinding[] {
  return openItems(context).flatMap((item): readonly RuleFinding[] => {
    const { owner } = item;
    if (owner === undefined) return [];
    const span = spanInItem(item, owner);
    if (!owner.includes("/") && context.facts.isPerson(owner.slice(1)) === false) {
      return [
        { span, message: `Unexpected owner ${said(owner)}, expected somebody to whom issues can be assigned here` },
      ];
    }
    const names = new Set(Array.from(item.item.source.matchAll(mention), ([, name = ""]) => name.toLowerCase()));
    if (names.size < 2) return [];
    const message = `Unexpected ${names.size} people in one action item, expected one; ${said(owner)} counts as its owner`;
    return [{ span: item.span, message, severity: "warning" }];
  });
}
