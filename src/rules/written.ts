import { type Document, type Section, spanOf } from "../markdown/document.ts";

/** What a section holds as it is written, code and deeper headings included; comments, prompts above all, left out. */
export function writtenIn({ text }: Document, section: Section): string {
  const blocks = section.nodes.filter(({ type }) => type !== "html");
  return blocks.map((node) => text.slice(spanOf(node).start, spanOf(node).end)).join("\n\n");
}

/** Whether a text says anything at all. */
export function saysAnything(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
