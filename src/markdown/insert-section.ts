import { type Document, plainText, type Section, sameTitle, spanOf } from "./document.ts";
import { insertBlock } from "./insert-block.ts";
import { parseTree } from "./parse-tree.ts";
import type { Splice } from "./text.ts";

/**
 * The splice that adds a whole section (`## Title`, then whatever it holds) at its place in `order`, the titles as they
 * follow each other: after the nearest section before it, else before the nearest one after it, else at the end.
 * Only sections of the same level count as neighbours, so that a new one never takes another's subsections.
 */
export function addSection(document: Document, markdown: string, order: readonly string[]): Splice {
  const heading = parseTree(markdown).children.find((node) => node.type === "heading");
  const title = heading ? plainText(heading).trim() : "";
  const depth = heading?.depth ?? 2;
  const place = order.findIndex((name) => sameTitle(name, title));
  const find = (name: string): Section | undefined =>
    document.sections.find((section) => section.depth === depth && sameTitle(section.title, name));
  const firstOf = (names: readonly string[]): Section | undefined =>
    names.map(find).find((section) => section !== undefined);
  const before = place === -1 ? undefined : firstOf(order.slice(0, place).toReversed());
  if (before) return insertBlock(document, before.end, markdown);
  const after = place === -1 ? undefined : firstOf(order.slice(place + 1));
  return insertBlock(document, after?.start ?? document.text.length, markdown);
}

/**
 * The splice that appends Markdown to a section: subsections (Markdown that begins with a heading) at its very end,
 * anything else before its first subsection.
 */
export function appendToSection(document: Document, section: Section, markdown: string): Splice {
  const isHeading = parseTree(markdown.trimStart()).children[0]?.type === "heading";
  return insertBlock(document, isHeading ? section.end : ownEnd(section), markdown);
}

/** Where a section's own text ends: at its first deeper heading, or at the next section. */
export function ownEnd(section: Section): number {
  const deeper = section.nodes.find((node) => node.type === "heading");
  return deeper ? spanOf(deeper).start : section.end;
}
