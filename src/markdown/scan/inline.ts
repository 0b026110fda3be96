import type { Parent, PhrasingContent } from "mdast";
import { parseTree, shift } from "../parse-tree.ts";
import type { Line } from "./lines.ts";
import { type Stand, wordsOf } from "./words.ts";

/** Where inline text stands, and where its block begins, marks included: what the parser has to see. */
interface Place extends Stand {
  readonly from: number;
}

/**
 * What stands inside a paragraph, heading or cell, read when it is first asked for: by hand where that is certain, else
 * by the parser, which sees that block alone. There must be no definitions in the text.
 */
export function inlineOf(text: string, lines: readonly Line[], place: Place): () => PhrasingContent[] {
  let known: PhrasingContent[] | undefined;
  return () => {
    known ??= wordsOf(text, lines, place) ?? parseInline(text, lines, place);
    return known;
  };
}

function parseInline(text: string, lines: readonly Line[], { line, end, from }: Place): PhrasingContent[] {
  const source = text.slice(from, end);
  const isCell = source.startsWith("|");
  const tree = parseTree(isCell ? `${source}|\n|-|` : source);
  const { number, start } = lines[line] as Line;
  shift(tree, { line: number - 1, column: from - start, offset: from });
  const block = isCell ? ((tree.children[0] as Parent).children[0] as Parent).children[0] : tree.children[0];
  return (block as Parent).children as PhrasingContent[];
}
