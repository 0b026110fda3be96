import type { List, ListItem } from "mdast";
import { type Document, type Section, spanOf } from "./document.ts";
import { lineEndingOf, type Span, type Splice } from "./text.ts";

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
  const lists = section.nodes.filter((node): node is List => node.type === "list");
  return lists.flatMap((list) => list.children.map((item) => readItem(document.text, item)));
}

function readItem(text: string, node: ListItem): Item {
  const span = spanOf(node);
  const first = node.children[0];
  const content = first?.type === "paragraph" ? spanOf(first) : { start: span.end, end: span.end };
  const newline = text.indexOf("\n", content.start);
  const end = newline === -1 || newline > content.end ? content.end : newline;
  const line = { start: content.start, end: text[end - 1] === "\r" ? end - 1 : end };
  const rest = text
    .slice(end, span.end)
    .split(/\r?\n/)
    .map((part) => part.trim())
    .join("\n")
    .trim();
  return { span, line, source: text.slice(line.start, line.end), checked: node.checked ?? undefined, rest };
}

/**
 * The splice that puts a new item behind item number `after` (-1: before the first) of a section, in the bullet and
 * spacing that the list already has; a list is begun where there is none.
 */
export function insertItem(document: Document, section: Section, content: string, after: number): Splice {
  const eol = lineEndingOf(document.text);
  const items = itemsOf(document, section);
  const neighbour = items[Math.max(after, 0)];
  if (!neighbour) return beginList(document, section, `- ${content.replaceAll("\n", `${eol}  `)}`);
  const bullet = document.text[neighbour.span.start] ?? "-";
  const marker = /[-*+]/.test(bullet) ? bullet : "-";
  const loose = /\n[ \t]*\r?\n[ \t]*[-*+]/.test(
    document.text.slice(items[0]?.span.start, items[1]?.span.start ?? 0) + (items[1] ? "-" : ""),
  );
  const gap = loose ? eol + eol : eol;
  const line = `${marker} ${content.replaceAll("\n", `${eol}  `)}`;
  if (after < 0) return { start: neighbour.span.start, end: neighbour.span.start, insert: line + gap };
  return { start: neighbour.span.end, end: neighbour.span.end, insert: gap + line };
}

function beginList(document: Document, section: Section, line: string): Splice {
  const eol = lineEndingOf(document.text);
  const body = ownBody(section);
  const written = document.text.slice(body.start, body.end);
  const start = body.start + written.trimEnd().length;
  const more = document.text.length > body.end;
  return { start, end: body.end, insert: `${eol}${eol}${line}${eol}${more ? eol : ""}` };
}

/** A section's body up to its first deeper heading. */
function ownBody(section: Section): Span {
  const deeper = section.nodes.find((node) => node.type === "heading");
  return { start: section.body.start, end: deeper ? spanOf(deeper).start : section.body.end };
}
