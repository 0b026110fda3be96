import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { frontmatter as frontmatterSyntax } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import { gfmNodes } from "./gfm-nodes.ts";

/** The syntax tree of a text (GitHub's dialect, with frontmatter) with every node's offsets in the text itself. */
export function parseTree(text: string): Root {
  const mark = text.startsWith("\uFEFF");
  // The parser drops a byte order mark and counts from behind it; our offsets count it.
  const source = mark ? text.slice(1) : text;
  const tree = fromMarkdown(source, {
    extensions: [frontmatterSyntax(["yaml"]), gfm()],
    mdastExtensions: [frontmatterFromMarkdown(["yaml"]), ...gfmNodes],
  });
  if (mark) shift(tree, { line: 0, column: 0, offset: 1 });
  return tree;
}

/** How far a tree lies behind where its parser thought; the columns are those of its first line. */
interface Shift {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Moves a tree that was parsed on its own to where it stands. */
export function shift(node: Nodes, by: Shift): void {
  if (node.position) {
    for (const point of [node.position.start, node.position.end]) {
      if (point.line === 1) point.column += by.column;
      point.line += by.line;
      if (point.offset !== undefined) point.offset += by.offset;
    }
  }
  if ("children" in node) for (const child of node.children) shift(child, by);
}
