import type { Nodes, Root, RootContent } from "mdast";
import type { Place } from "../model/finding.ts";
import { type Unread, unreadReason } from "./caps.ts";
import { type FrontmatterResult, readFrontmatter } from "./frontmatter.ts";
import { parseTree } from "./parse-tree.ts";
import { scanTree } from "./scan/tree.ts";
import { placesOf, type Span } from "./text.ts";
import { normalTitle, titleKeys } from "./titles.ts";

export { sameTitle, titleKeys } from "./titles.ts";

/** A heading of the document's top level and all that stands under it, deeper headings included. */
export interface Section extends Span {
  /** The heading's text, without markup. */
  readonly title: string;
  /** The title as titles are compared. */
  readonly key: string;
  readonly depth: number;
  readonly heading: Span;
  /** From the end of the heading to the next heading of the same or a higher level. */
  readonly body: Span;
  readonly nodes: readonly RootContent[];
}

/** A Markdown file, read. Offsets count from the first character of the text, a byte order mark included. */
export interface Document {
  readonly path: string;
  readonly text: string;
  readonly frontmatter: FrontmatterResult;
  readonly tree: Root;
  readonly sections: readonly Section[];
  readonly placeOf: (span: Span) => Place;
}

export type DocumentResult =
  | { readonly kind: "ok"; readonly document: Document }
  | ({ readonly kind: "unread" } & Unread);

/**
 * Reads Markdown (GitHub's dialect, with frontmatter): by hand where it is plain, else by the parser, with the same
 * tree. Texts over the caps are not read and the reason is returned.
 */
export function readDocument(path: string, text: string): DocumentResult {
  const unread = unreadReason(text);
  if (unread) return { kind: "unread", ...unread };
  return { kind: "ok", document: documentOf(path, text, scanTree(text) ?? parseTree(text)) };
}

/** A document of a text and its tree. */
export function documentOf(path: string, text: string, tree: Root): Document {
  let frontmatter: FrontmatterResult | undefined;
  return {
    path,
    text,
    get frontmatter() {
      frontmatter ??= readFrontmatter(text);
      return frontmatter;
    },
    tree,
    sections: sectionsOf(tree, text.length),
    placeOf: placesOf(text),
  };
}

/** The span of a parsed node. */
export function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** The text of a node without markup: what a reader sees. HTML and images give nothing. */
export function plainText(node: Nodes): string {
  if (node.type === "text" || node.type === "inlineCode" || node.type === "code") return node.value;
  if (node.type === "break") return " ";
  return "children" in node ? node.children.map(plainText).join("") : "";
}

function sectionsOf(tree: Root, length: number): readonly Section[] {
  const headings = tree.children.flatMap((node, index) => (node.type === "heading" ? [{ node, index }] : []));
  const following = nextOf(headings.map(({ node }) => node.depth));
  return headings.map(({ node, index }, order) => {
    const next = headings[following[order] ?? headings.length];
    const heading = spanOf(node);
    const end = next ? spanOf(next.node).start : length;
    const title = plainText(node).trim();
    return {
      title,
      key: normalTitle(title),
      depth: node.depth,
      heading,
      start: heading.start,
      end,
      body: { start: heading.end, end },
      nodes: tree.children.slice(index + 1, next?.index ?? tree.children.length),
    };
  });
}

/** For each depth the index of the next one that is as high or higher; undefined where there is none. One pass. */
function nextOf(depths: readonly number[]): readonly (number | undefined)[] {
  const next: (number | undefined)[] = Array.from(depths, () => undefined);
  const open: number[] = [];
  for (const [index, depth] of depths.entries()) {
    while (open.length > 0 && (depths[open.at(-1) as number] as number) >= depth) next[open.pop() as number] = index;
    open.push(index);
  }
  return next;
}

/** The first section with a title or one of its other names. */
export function findSection(document: Document, title: string, others: readonly string[] = []): Section | undefined {
  return sectionWith(document, titleKeys([title, ...others]));
}

/** The first section with one of some titles. */
export function sectionWith(document: Document, keys: ReadonlySet<string>): Section | undefined {
  return document.sections.find(({ key }) => keys.has(key));
}
