import type { PlacedActionItem } from "../markdown/action-items.ts";
import { openItems } from "./open-items.ts";
import type { Rule, RuleFinding } from "./rule.ts";
import { sayCount } from "./said.ts";

/** One action item, one line: what stands under it is a note, of which nothing is counted. */
export const actionItemsOneLine: Rule = {
  name: "action-items-one-line",
  severity: "warning",
  what: "An action item is one line with all its fields, and a line is one action item.",
  why: "Only the first line of an item is read: an owner, a date or a check box below it is lost without a word.",
  fix: "Write owner, date, priority and type behind the words, and every further item on a line of its own.",
  check: (context) => openItems(context).flatMap(judge),
};

const fields = /(?:^|\s)(?:due|priority|type|every):\S+/gi;
/** A line that is nothing but an owner, perhaps with fields: a note that mentions or quotes somebody makes them none. */
const owner =
  /^(?:[-*+]\s+)?(?:(?:owner|assignee|assigned to|dri|who)\s*[:=]?\s*)?\(?@[A-Za-z0-9][\w/-]{0,80}\)?(?:\s+(?:due|priority|type|every):\S+)*[.,;]?$/i;
/** The end of a line, behind the words that it continues. */
const ownerAtEnd = /[\s(]@[A-Za-z0-9][\w/-]{0,80}\)?(?:\s+(?:due|priority|type|every):\S+)*\.?$/i;
/** Lines that only continue the words before them. */
const plain = /^(?![-*+>#|]|\d{1,9}[.)]|```|~~~|<)\S/;

function hasOwner(written: string): boolean {
  const line = written.slice(0, 1000);
  return owner.test(line) || (plain.test(line) && ownerAtEnd.test(line));
}

function judge(placed: PlacedActionItem): readonly RuleFinding[] {
  const { item, span } = placed;
  const dates = item.source.match(/(?:^|\s)due:\S/gi)?.length ?? 0;
  if (dates > 1) {
    return [{ span, message: `Unexpected ${sayCount(dates, "due date")} in one line, expected one item a line` }];
  }
  if (item.rest === "") return [];
  const lines = item.rest.split("\n");
  const boxes = lines.filter((line) => /^(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]/.test(line)).length;
  if (boxes > 0) {
    const what = boxes === 1 ? "a check box" : `${boxes} check boxes`;
    return [{ span, message: `Unexpected ${what} under an action item, expected every item on the list itself` }];
  }
  const lost = [
    ...Array.from(item.rest.matchAll(fields), ([all]) => all.trim().split(":", 1)[0]?.toLowerCase() ?? ""),
    ...(placed.owner === undefined && lines.some(hasOwner) ? ["owner"] : []),
  ].filter((name) => placed[name as "due"] === undefined);
  if (lost.length === 0) return [];
  const names = [...new Set(lost)].map((name) => (name === "owner" ? name : `\`${name}:\``));
  const message = `Unexpected ${names.join(" and ")} below an action item, expected it on the item's line`;
  const joins = lines.every((line) => plain.test(line)) && item.rest.length < 500;
  if (!joins) return [{ span, message }];
  return [{ span, message, edit: { start: span.end, end: item.span.end, insert: ` ${lines.join(" ")}` } }];
}
