import type { Nodes, Parent, RootContent, Table } from "mdast";
import { plainText, spanOf } from "../markdown/document.ts";
import type { Span } from "../markdown/text.ts";
import { oneLine } from "../markdown/visible.ts";

/** A stretch of a section that a person could have written: a paragraph, a table row's words, code, a picture. */
export interface Block {
  readonly span: Span;
  /** What a reader sees, without code spans: a marker in code is not a marker. */
  readonly words: string;
  /** False where there is nothing to read: a comment, an empty bullet, a label with nothing behind it. */
  readonly says: boolean;
}

/** The blocks of some nodes, in order. A table's header row says nothing, nor does a row with a label only. */
export function blocksOf(nodes: readonly RootContent[]): readonly Block[] {
  return nodes.flatMap(blocksIn);
}

/**
 * The blocks of those nodes in whose source every sign stands. What has none of it is not read: the inside of a paragraph
 * costs more than all else.
 */
export function blocksWith(nodes: readonly RootContent[], text: string, ...signs: readonly RegExp[]): readonly Block[] {
  return nodes.flatMap((node) => {
    const { start, end } = spanOf(node);
    const source = text.slice(start, end);
    return signs.every((sign) => sign.test(source)) ? blocksIn(node) : [];
  });
}

function blocksIn(node: Nodes): readonly Block[] {
  const span = spanOf(node);
  if (node.type === "paragraph") {
    const words = oneLine(wordsOf(node));
    // Code behind the colon is something: `Delete the pod: kubectl delete …`.
    const label = words.length < 60 && words.endsWith(":") && oneLine(plainText(node)).endsWith(":");
    const seen = /[\p{L}\p{N}]/u.test(plainText(node)) || holdsPicture(node);
    return [{ span, words, says: seen && !label }];
  }
  if (node.type === "code") return [{ span, words: "", says: node.value.trim() !== "" }];
  if (node.type === "table") return rowsOf(node);
  if (node.type === "html") return [{ span, words: "", says: /<(?:img|video|svg|iframe|picture)\b/i.test(node.value) }];
  return "children" in node ? (node as Parent).children.flatMap(blocksIn) : [];
}

function rowsOf(table: Table): readonly Block[] {
  return table.children.slice(1).map((row) => {
    const [first, ...rest] = row.children.map((cell) => oneLine(wordsOf(cell)));
    const says = (rest.length === 0 ? [first ?? ""] : rest).some((cell) => /[\p{L}\p{N}]/u.test(cell));
    const all = row.children.some((cell) =>
      cell.children.some(({ type }) => type === "inlineCode" || type === "image"),
    );
    return { span: spanOf(row), words: [first, ...rest].join(" · "), says: says || all };
  });
}

function holdsPicture(node: Nodes): boolean {
  if (node.type === "image" || node.type === "imageReference" || node.type === "footnoteReference") return true;
  return "children" in node && node.children.some(holdsPicture);
}

function wordsOf(node: Nodes): string {
  if (node.type === "text") return node.value;
  if (node.type === "break" || node.type === "inlineCode") return " ";
  return "children" in node ? node.children.map(wordsOf).join("") : "";
}
