import type { Table, TableCell, TableRow } from "mdast";
import { inlineOf } from "./inline.ts";
import { isBlank, type Line, NotPlain, positionOf, type Scanned, type Stretch } from "./lines.ts";

/** A table whose rows begin and end with a bar. */
export function scanTable({ text, lines, to, column }: Stretch, index: number): Scanned<Table> {
  const first = lines[index] as Line;
  const delimiters = lines[index + 1];
  if (!delimiters || index + 1 >= to || first.indent !== column) throw new NotPlain();
  const head = rowOf(text, lines, index, column);
  const signs = text.slice(delimiters.at, delimiters.end);
  if (delimiters.indent !== column || !/^\|(?: *:?-+:? *\|)+$/.test(signs)) throw new NotPlain();
  const align = signs.slice(1, -1).split("|").map(alignOf);
  if (align.length !== head.children.length) throw new NotPlain();
  const children = [head];
  let next = index + 2;
  for (; next < to && !isBlank(lines[next] as Line); next += 1) children.push(rowOf(text, lines, next, column));
  const last = lines[next - 1] as Line;
  const node: Table = { type: "table", align, children, position: positionOf(first, first.at, last, last.end) };
  return { node, next };
}

function alignOf(sign: string): "left" | "right" | "center" | null {
  const [left, right] = [sign.trim().startsWith(":"), sign.trim().endsWith(":")];
  if (left && right) return "center";
  return left ? "left" : right ? "right" : null;
}

function rowOf(text: string, lines: readonly Line[], index: number, column: number): TableRow {
  const line = lines[index] as Line;
  const source = text.slice(line.at, line.end);
  if (line.indent !== column || !/^\|[^\\\t]*[^\\\t|]\|$/.test(source)) throw new NotPlain();
  const children: TableCell[] = [];
  for (let from = line.at; from < line.end - 1; ) {
    const bar = text.indexOf("|", from + 1);
    const end = bar === line.end - 1 ? line.end : bar;
    children.push(cellOf(text, lines, index, from, bar, end));
    from = bar;
  }
  return { type: "tableRow", children, position: positionOf(line, line.at, line, line.end) };
}

function cellOf(
  text: string,
  lines: readonly Line[],
  index: number,
  from: number,
  bar: number,
  end: number,
): TableCell {
  const line = lines[index] as Line;
  const source = text.slice(from + 1, bar);
  // Blanks that are no spaces, such as U+00A0, are words to Markdown.
  if (source.includes("``") || /^ *[^\S ]|[^\S ] *$/.test(source)) throw new NotPlain();
  const start = from + 1 + source.length - source.trimStart().length;
  const children = inlineOf(text, lines, { line: index, start, end: start + source.trim().length, from });
  return {
    type: "tableCell",
    get children() {
      return children();
    },
    position: positionOf(line, from, line, end),
  };
}
