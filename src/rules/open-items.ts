import { type PlacedActionItem, readActionItems } from "../markdown/action-items.ts";
import { sectionOf } from "../markdown/section-names.ts";
import type { Span } from "../markdown/text.ts";
import { isOver } from "./needs-postmortem.ts";
import type { RuleContext } from "./rule.ts";

/** The action items that are not done, once the incident is over: before that nobody is asked about them. */
export function openItems(context: RuleContext): readonly PlacedActionItem[] {
  const section = sectionOf(context.document, "Action items", context.config);
  if (!section || !isOver(context)) return [];
  return readActionItems(context.document, section).filter(({ done, text }) => !done && text !== "");
}

/** Where some words stand in an item's line; the whole line where they don't. */
export function spanInItem({ item, span }: PlacedActionItem, words: string): Span {
  const at = item.source.indexOf(words);
  return at === -1 ? span : { start: span.start + at, end: span.start + at + words.length };
}
