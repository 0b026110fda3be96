import type { Parent, PhrasingContent } from "mdast";
import { parseTree, shift } from "../parse-tree.ts";
import { type Line, positionOf } from "./lines.ts";

/** Where inline text stands. */
interface Place {
  /** The index of its first line. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** Where its block begins, marks included: what the parser has to see. */
  readonly from: number;
}

/**
 * What stands inside a paragraph, heading or cell, read when it is first asked for: by hand where it is words, code,
 * plain links and emphasis, else by the parser, which sees that block alone. There must be no definitions in the text.
 */
export function inlineOf(text: string, lines: readonly Line[], place: Place): () => PhrasingContent[] {
  let known: PhrasingContent[] | undefined;
  return () => {
    known ??= readPlain(text, lines, place) ?? parseInline(text, lines, place);
    return known;
  };
}

const marked =
  /[*`\\]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<[A-Za-z!/?]|&[#A-Za-z]|\]\(|\]\[|!\[|\[\^|https?:|www\.|[\w.+-]@|~(?=[^~]*~)|[ \t]\r?\n|\n *\t/iu;

/** The text of a place where nothing in it is markup. */
function readPlain(text: string, lines: readonly Line[], { line, start, end }: Place): PhrasingContent[] | undefined {
  if (start === end) return [];
  const source = text.slice(start, end);
  if (marked.test(source)) return undefined;
  const first = lines[line] as Line;
  let last = line;
  while (end > (lines[last] as Line).end) last += 1;
  const value = last === line ? source : source.replaceAll(/\n +/g, "\n");
  return [{ type: "text", value, position: positionOf(first, start, lines[last] as Line, end) }];
}

function parseInline(text: string, lines: readonly Line[], { line, end, from }: Place): PhrasingContent[] {
  const source = text.slice(from, end);
  const isCell = source.startsWith("|");
  const tree = parseTree(isCell ? `${source}|\n|-|` : source);
  const { number, start } = lines[line] as Line;
  shift(tree, { line: number - 1, column: from - start, offset: from });
  const block = isCell ? ((tree.children[0] as Parent).children[0] as Parent).children[0] : tree.children[0];
  return ((block as Parent | undefined)?.children ?? []) as PhrasingContent[];
}
