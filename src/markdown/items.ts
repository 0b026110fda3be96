import type { List, ListItem } from "mdast";
import { type Document, type Section, spanOf } from "./document.ts";
import { insertBlock } from "./insert-block.ts";
import { ownEnd } from "./insert-section.ts";
import { endOfLine, lineEndingOf, type Span, type Splice, startOfLine } from "./text.ts";

/** One item of a list directly under a section's heading (or under one of its deeper headings). */
export interface Item {
  readonly span: Span;
  /** The item's first line without its bullet and check box, as written. */
  readonly line: Span;
  readonly source: string;
  /** True or false for a check box, undefined without one. */
  readonly checked: boolean | undefined;
  /** Text under the first line, as written, without its indentation. */
  readonly rest: string;
}

/** The items of all lists that stand directly in a section, in order. */
export function itemsOf(document: Document, section: Section): readonly Item[] {
  return listsOf(section).flatMap((list) => list.children.map((item) => readItem(document.text, item)));
}

const listsOf = (section: Section): readonly List[] =>
  section.nodes.filter((node): node is List => node.type === "list");

function readItem(text: string, node: ListItem): Item {
  const span = spanOf(node);
  const first = node.children[0];
  const content = first?.type === "paragraph" ? spanOf(first) : { start: span.end, end: span.end };
  // The parser counts a check box before markup, and one with nothing behind it, as text.
  const box = /^\[([ xX])\](?:[ \t]+|(?=[\r\n]|$))/.exec(text.slice(content.start, content.end));
  const start = content.start + (box?.[0].length ?? 0);
  const newline = text.indexOf("\n", start);
  const end = newline === -1 || newline > content.end ? content.end : newline;
  const line = { start, end: start + text.slice(start, end).trimEnd().length };
  const rest = text
    .slice(end, span.end)
    .split(/\r?\n/)
    .map((part) => part.trim())
    .join("\n")
    .trim();
  const checked = node.checked ?? (box ? box[1] !== " " : undefined);
  return { span, line, source: text.slice(line.start, line.end), checked, rest };
}

/**
 * The splice that puts a new item behind item number `after` (-1: before the first) of a section, in the bullet,
 * indentation and spacing that the list already has; a list is begun where there is none.
 */
export function insertItem(document: Document, section: Section, content: string, after: number): Splice {
  const { text } = document;
  const eol = lineEndingOf(text);
  const lists = listsOf(section);
  const place = lists.flatMap((list) => list.children.map((item, index) => ({ list, item, index })));
  const neighbour = after < 0 ? place[0] : (place[after] ?? place.at(-1));
  if (!neighbour) return insertBlock(document, ownEnd(section), `- ${indented(content, "  ", "\n")}`);
  const span = spanOf(neighbour.item);
  const start = startOfLine(text, span.start);
  const { bullet, indent } = bulletLike(text.slice(start, span.end), neighbour.list, after < 0 ? 0 : 1);
  const line = bullet + indented(content, indent, eol);
  const gap = isLoose(text, neighbour.list, neighbour.index) ? eol + eol : eol;
  if (after < 0) return { start, end: start, insert: line + gap };
  const at = endOfLine(text, span.end);
  // A paragraph that follows without a blank line would become part of the new item.
  const last = neighbour.index === neighbour.list.children.length - 1;
  const blank = last && /^\r?\n[ \t]*[^\s]/.test(text.slice(at)) ? eol : "";
  return { start: at, end: at, insert: gap + line + blank };
}

/** A bullet like that of an item's source: the same indentation, marker and padding, an ordered one counted on by `step`. */
function bulletLike(source: string, list: List, step: number): { readonly bullet: string; readonly indent: string } {
  const parts = /^([ \t]*)([-*+]|(\d{1,9})([.)]))([ \t]{1,4}(?=\S))?/.exec(source);
  const [, before = "", sign = "-", number, delimiter, padding = " "] = parts ?? [];
  const marker = list.ordered && number !== undefined ? `${Number(number) + step}${delimiter}` : sign;
  return { bullet: before + marker + padding, indent: before + " ".repeat(marker.length) + padding };
}

/** Whether the items around a place have blank lines between them. */
function isLoose(text: string, list: List, index: number): boolean {
  const from = list.children[index + 1] ? index : index - 1;
  const [one, two] = [list.children[from], list.children[from + 1]];
  return one !== undefined && two !== undefined && /\n[ \t]*\r?\n/.test(text.slice(spanOf(one).end, spanOf(two).start));
}

function indented(content: string, indent: string, eol: string): string {
  const [first = "", ...more] = content.trim().split(/\r?\n/);
  return [first, ...more.map((line) => (line.trim() === "" ? "" : indent + line))].join(eol);
}
