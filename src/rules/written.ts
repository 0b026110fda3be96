import { type Document, type Section, spanOf } from "../markdown/document.ts";

/** What a section holds as it is written, code and deeper headings included; comments, prompts above all, left out. */
export function writtenIn({ text }: Document, { nodes }: Pick<Section, "nodes">): string {
  const blocks = nodes.filter(({ type }) => type !== "html");
  return blocks.map((node) => text.slice(spanOf(node).start, spanOf(node).end)).join("\n\n");
}

/** Whether anything is written in a section: headings alone are only a form. */
export function isWritten(document: Document, { nodes }: Pick<Section, "nodes">): boolean {
  return /[\p{L}\p{N}]/u.test(writtenIn(document, { nodes: nodes.filter(({ type }) => type !== "heading") }));
}
