import { type PlacedActionItem, readActionItems } from "../markdown/action-items.ts";
import { sectionOf } from "../markdown/section-names.ts";
import type { Span } from "../markdown/text.ts";
import { actionTypes, priorities } from "../model/action-item.ts";
import { sayOr } from "../model/expected.ts";
import { readDate } from "../model/time.ts";
import { isOver, needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said, sayCount } from "./said.ts";

/** What will be done, by whom and until when: merging opens one issue for each. */
export const actionItems: Rule = {
  name: "action-items",
  severity: "error",
  what: "A post-mortem has action items, and every open one has words, an owner and a due date.",
  why: "An action item that is nobody's, or has no date, is not done: the incident comes again.",
  fix: "Write the item as `- [ ] What is done @owner due:2025-01-30 priority:high type:prevent`.",
  check,
  praise: (context) => {
    const count = itemsOf(context)?.length ?? 0;
    return count > 0 && isOver(context)
      ? `${sayCount(count, "action item")}, each open one with an owner and a due date.`
      : undefined;
  },
};

function itemsOf({ document, config }: RuleContext): readonly PlacedActionItem[] | undefined {
  const section = sectionOf(document, "Action items", config);
  return section && readActionItems(document, section);
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Action items", context.config);
  const items = itemsOf(context);
  if (!section || !items || !isOver(context)) return [];
  if (items.length === 0 && needsPostmortem(context)) {
    const message = "Unexpected post-mortem without a list of action items, expected at least one item";
    return [{ span: section.heading, message }];
  }
  return items.filter(({ done }) => !done).flatMap(judge);
}

function judge(item: PlacedActionItem): readonly RuleFinding[] {
  const say = (message: string, span: Span = item.span): RuleFinding => ({ span, message });
  const advise = (message: string, name: string): RuleFinding => ({
    ...say(message, spanOfField(item, name)),
    severity: "warning",
  });
  if (item.text === "") return [say("Unexpected action item without words, expected what is to be done")];
  const found: RuleFinding[] = [];
  if (item.owner === undefined)
    found.push(say("Unexpected action item without an owner, expected @login or @org/team"));
  if (item.due === undefined) {
    found.push(say("Unexpected action item without a due date, expected due: with a date such as due:2025-01-30"));
  } else if (readDate(item.due) === undefined) {
    const message = `Unexpected due date ${said(item.due)}, expected one that exists, such as due:2025-01-30`;
    found.push(say(message, spanOfField(item, "due")));
  }
  if (item.priority !== undefined && !(priorities as readonly string[]).includes(item.priority)) {
    found.push(advise(`Unexpected priority ${said(item.priority)}, expected ${sayOr(priorities)}`, "priority"));
  }
  if (item.type !== undefined && !(actionTypes as readonly string[]).includes(item.type)) {
    found.push(advise(`Unexpected type ${said(item.type)}, expected ${sayOr(actionTypes)}`, "type"));
  }
  return found;
}

/** Where `name:value` stands in an item's line. */
function spanOfField(item: PlacedActionItem, name: string): Span {
  const match = new RegExp(`(?:^|\\s)(${name}:\\S+)`, "i").exec(item.item.source);
  if (!match?.[1]) return item.span;
  const start = item.span.start + match.index + match[0].length - match[1].length;
  return { start, end: start + match[1].length };
}
