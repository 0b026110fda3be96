import type { ActionItem } from "../model/action-item.ts";
import { actionFields, owner } from "./action-fields.ts";
import type { Document, Section } from "./document.ts";
import { type Item, itemsOf } from "./items.ts";
import { remembered } from "./remembered.ts";
import type { Span, Splice } from "./text.ts";

export { actionFields } from "./action-fields.ts";

/** An action item and where it stands. */
export interface PlacedActionItem extends ActionItem {
  readonly span: Span;
  readonly item: Item;
}

/** The check-list items of the Action items section; a list item without a check box is done where it ends with `(done)` or has a tick ✅. */
export function readActionItems(document: Document, section: Section): readonly PlacedActionItem[] {
  return placedItems(section, document);
}

const placedItems = remembered((section: Section, document: Document) =>
  itemsOf(document, section).map((item) => ({
    ...readActionLine(item),
    line: document.placeOf(item.line).line,
    span: item.line,
    item,
  })),
);

const every = /(?:^|\s)every:(\S+)/i;
/** What stands for a ticked box where a list has no boxes. */
const saidDone =
  /^(?:✅|☑|✔)|(?:✅|☑\uFE0F?|✔\uFE0F?)$|\((?:already )?(?:done|completed|fixed)\b[^()\n]{0,60}\)\s?\.?$/i;
const issue = /(?:^|\s)#(\d{1,9})\s*$/;

function readActionLine(item: Item): Omit<ActionItem, "line"> {
  const source = item.source;
  const number = issue.exec(source);
  return {
    text: source
      .replace(issue, "")
      .replaceAll(/(?:^|\s)(?:due|priority|type|every):\S+/gi, "")
      .replace(owner, "")
      .trim(),
    done: item.checked ?? saidDone.test(source),
    ...actionFields(source),
    every: every.exec(source)?.[1],
    issue: number ? Number(number[1]) : undefined,
  };
}

/** Appends ` #123` to an item's line. */
export function linkActionItem(item: PlacedActionItem, number: number): Splice {
  return { start: item.span.end, end: item.span.end, insert: ` #${number}` };
}

/** Ticks or unticks an item; an item without a check box gets one. */
export function tickActionItem(document: Document, item: PlacedActionItem, done: boolean): Splice {
  const box = `[${done ? "x" : " "}]`;
  const before = document.text.slice(item.item.span.start, item.span.start);
  const at = /\[[ xX]\]/.exec(before);
  if (!at) return { start: item.span.start, end: item.span.start, insert: `${box} ` };
  const start = item.item.span.start + at.index;
  return { start, end: start + at[0].length, insert: box };
}

/** Replaces an item's words, keeping its owner, dates and number. */
export function renameActionItem(item: PlacedActionItem, text: string): Splice {
  const { source } = item.item;
  const at = source.indexOf(item.text);
  if (item.text !== "" && at !== -1) {
    return { start: item.span.start + at, end: item.span.start + at + item.text.length, insert: text };
  }
  // The words stand on both sides of a field: the new ones go first, the fields after them.
  const fields = [
    ...source.matchAll(/(?:^|\s)(?:due|priority|type|every):\S+/gi),
    ...[owner.exec(source), issue.exec(source)].filter((found) => found !== null),
  ].toSorted((a, b) => a.index - b.index);
  return { ...item.span, insert: [text, ...fields.map((found) => found[0].trim().replace("(", ""))].join(" ") };
}
