import type { Nodes, PhrasingContent, RootContent } from "mdast";
import { unreadReason } from "../markdown/caps.ts";
import { parseTree } from "../markdown/parse-tree.ts";
import { visible } from "../markdown/visible.ts";

/** A node as `report.typ` shows it: `k` its kind, `t` its letters, `c` its children. Only data, never Typst source. */
export interface TypstNode {
  readonly k: string;
  readonly t?: string;
  readonly c?: readonly TypstNode[];
}

/** Letters without what a reader can't see; a zero-width space lets what has no gap for 40 characters break at all. */
export function typstText(text: string): string {
  return visible(text).replaceAll(/\S{40,}/gu, (run) => Array.from(run).reduce(broken, ""));
}

function broken(so: string, character: string, index: number): string {
  return so + (index > 0 && index % 20 === 0 ? "\u200B" : "") + character;
}

/** Markdown of a record as nodes. What would take a parser too long is shown as it is written. */
export function typstNodes(markdown: string): readonly TypstNode[] {
  const seen = visible(markdown);
  if (unreadReason(seen)) return [{ k: "pre", t: typstText(seen) }];
  return parseTree(seen).children.flatMap(node);
}

const all = (nodes: readonly (RootContent | PhrasingContent)[]): readonly TypstNode[] => nodes.flatMap(node);

function node(one: Nodes): readonly TypstNode[] {
  switch (one.type) {
    case "html":
      // Shown as it is written; a comment is for authors, and stays with them.
      return one.value.startsWith("<!--") ? [] : [{ k: "t", t: typstText(one.value) }];
    case "text":
      // The end of a line in the source is a space; Typst would end the line.
      return [{ k: "t", t: typstText(one.value.replaceAll(/\s*\n\s*/g, " ")) }];
    case "inlineCode":
      return [{ k: "code", t: typstText(one.value) }];
    case "code":
      return [{ k: "pre", t: typstText(one.value) }];
    case "break":
      return [{ k: "br" }];
    case "thematicBreak":
      return [{ k: "hr" }];
    case "image":
    case "imageReference":
      return [{ k: "t", t: `[picture: ${typstText(one.alt || "without words")}]` }];
    case "link":
      return /^(?:https?:|mailto:)/i.test(one.url)
        ? [{ k: "link", t: one.url.slice(0, 2000), c: all(one.children) }]
        : all(one.children);
    case "linkReference":
      return all(one.children);
    case "heading":
      return [{ k: "p", c: [{ k: "strong", c: all(one.children) }] }];
    case "paragraph":
      return [{ k: "p", c: all(one.children) }];
    case "emphasis":
    case "strong":
    case "delete":
    case "blockquote":
      return [{ k: one.type, c: all(one.children) }];
    case "list":
      return [{ k: one.ordered ? "ol" : "ul", c: one.children.map((item) => ({ k: "item", c: all(item.children) })) }];
    case "table":
      return [
        {
          k: "table",
          c: one.children.map((row) => ({
            k: "row",
            c: row.children.map((cell) => ({ k: "cell", c: all(cell.children) })),
          })),
        },
      ];
    default:
      return [];
  }
}
