import type { Nodes, RootContent } from "mdast";
import { type Document, plainText, type Section, spanOf } from "../markdown/document.ts";
import { itemsOf } from "../markdown/items.ts";

/** A part of a section: what stands before its first deeper heading (with the title ""), or under one of them. */
export interface Part {
  readonly title: string;
  readonly nodes: readonly RootContent[];
}

/** A section cut at its next deeper headings; headings below those stay in their part. */
export function partsOf(section: Section | undefined): readonly Part[] {
  const nodes = section?.nodes ?? [];
  const depth = Math.min(...nodes.flatMap((node) => (node.type === "heading" ? [node.depth] : [])));
  const parts: { title: string; nodes: RootContent[] }[] = [{ title: "", nodes: [] }];
  for (const node of nodes) {
    if (node.type === "heading" && node.depth === depth) parts.push({ title: plainText(node).trim(), nodes: [] });
    else parts.at(-1)?.nodes.push(node);
  }
  return parts;
}

/** The nodes as they are written, without comments and other HTML blocks, and with the definitions that they need. */
export function sourceOf(document: Document, nodes: readonly RootContent[]): string {
  const kept = nodes.filter((node) => node.type !== "html" && node.type !== "definition");
  const sources = kept.map((node) => {
    const { start, end } = spanOf(node);
    return document.text.slice(start, end).replaceAll("\r\n", "\n");
  });
  const named = new Set(kept.flatMap(referencesIn));
  const definitions = document.tree.children.filter((node) => node.type === "definition" && named.has(node.identifier));
  const needed = definitions.map((node) => document.text.slice(spanOf(node).start, spanOf(node).end));
  return [...sources, ...needed].join("\n\n").trim();
}

function referencesIn(node: Nodes): readonly string[] {
  const own = node.type === "linkReference" || node.type === "imageReference" ? [node.identifier] : [];
  return "children" in node ? [...own, ...node.children.flatMap(referencesIn)] : own;
}

/** The items of a part's lists, one text each; paragraphs without a list are one item each. Comments say nothing. */
export function linesOf(document: Document, part: Pick<Part, "nodes"> | undefined): readonly string[] {
  const nodes = part?.nodes ?? [];
  return nodes
    .flatMap((node) => {
      if (node.type === "list") {
        const list = { title: "", key: "", depth: 0, heading: spanOf(node), start: 0, end: 0, body: spanOf(node) };
        return itemsOf(document, { ...list, nodes: [node] }).map((item) => `${item.source}\n${item.rest}`.trim());
      }
      return node.type === "html" || node.type === "heading" ? [] : [sourceOf(document, [node])];
    })
    .map((line) => line.replaceAll(/<!--[\s\S]*?-->/g, "").trim())
    .filter((line) => line !== "");
}
