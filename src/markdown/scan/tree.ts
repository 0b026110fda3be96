import type { Root, RootContent } from "mdast";
import { scanBlocks } from "./blocks.ts";
import { type Line, linesOf, NotPlain, positionOf } from "./lines.ts";

/**
 * The syntax tree of a text whose lines are plain enough to be read without the parser: the very tree that the parser
 * gives, in about a twentieth of its time. Undefined for any other text. What stands inside a paragraph is read when it
 * is asked for.
 */
export function scanTree(text: string): Root | undefined {
  // A definition anywhere changes what brackets mean everywhere; a lone carriage return is a line break to the parser,
  // and a byte order mark is white space to nobody but it.
  if (text.includes("]:") || /\r(?!\n)/.test(text) || text.includes("\uFEFF", 1)) return undefined;
  try {
    return treeOf(text, linesOf(text));
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function treeOf(text: string, lines: readonly Line[]): Root {
  const matter = frontmatterOf(text, lines);
  const from = matter?.position?.end.line ?? 0;
  const blocks = scanBlocks({ text, lines, from, to: lines.length, column: 0 });
  const children = matter ? [matter, ...blocks] : blocks;
  return { type: "root", children, position: rootPosition(text, lines) };
}

function frontmatterOf(text: string, lines: readonly Line[]): RootContent | undefined {
  const isFence = (line: Line): boolean => line.bare === line.start + 3 && text.startsWith("---", line.start);
  const [first] = lines;
  if (!first || !isFence(first)) return undefined;
  const close = lines.findIndex((line, index) => index > 0 && isFence(line));
  if (close === -1) throw new NotPlain();
  const end = lines[close] as Line;
  const value = close === 1 ? "" : text.slice((lines[1] as Line).start, (lines[close - 1] as Line).end);
  return { type: "yaml", value, position: positionOf(first, first.start, end, end.end) };
}

/** From the start of the text to behind its last line break. */
function rootPosition(text: string, lines: readonly Line[]): NonNullable<Root["position"]> {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) throw new NotPlain();
  const { start, end } = positionOf(first, first.start, last, last.end);
  const open = last.end === text.length;
  return { start, end: open ? end : { line: last.number + 1, column: 1, offset: text.length } };
}
