import type { Code, Heading, Html, Paragraph, RootContent, ThematicBreak } from "mdast";
import { inlineOf } from "./inline.ts";
import { isBlank, type Line, NotPlain, positionOf, type Scanned, type Stretch } from "./lines.ts";
import { scanList } from "./list.ts";
import { fence, interrupts, markerOf, rule } from "./marks.ts";
import { scanTable } from "./table.ts";

/**
 * The blocks of a stretch as the parser would give them, with the same positions. Throws NotPlain where that isn't
 * certain: for quotes, indented code, HTML that is no comment, underlined headings, lazy lines.
 */
export function scanBlocks(stretch: Stretch): RootContent[] {
  const nodes: RootContent[] = [];
  for (let index = stretch.from; index < stretch.to; ) {
    if (isBlank(stretch.lines[index] as Line)) {
      index += 1;
      continue;
    }
    const { node, next } = scanBlock(stretch, index);
    nodes.push(node);
    index = next;
  }
  return nodes;
}

function scanBlock(stretch: Stretch, index: number): Scanned<RootContent> {
  const { text, lines } = stretch;
  const line = lines[index] as Line;
  if (line.indent - stretch.column > 3) throw new NotPlain();
  switch (text[line.at]) {
    case "#":
      return scanHeading(stretch, index) ?? scanParagraph(stretch, index);
    case "`":
    case "~":
      return scanCode(stretch, index) ?? scanParagraph(stretch, index);
    case "<":
      return scanComment(stretch, index);
    case "|":
      return scanTable(stretch, index);
    case ">":
    case "\t":
      throw new NotPlain();
    case "-":
    case "*":
    case "_":
      if (rule.test(text.slice(line.at, line.bare))) return { node: breakAt(line), next: index + 1 };
  }
  return markerOf(text, line) ? scanList(stretch, index, scanBlocks) : scanParagraph(stretch, index);
}

function breakAt(line: Line): ThematicBreak {
  return { type: "thematicBreak", position: positionOf(line, line.at, line, line.end) };
}

function scanHeading({ text, lines }: Stretch, index: number): Scanned<Heading> | undefined {
  const line = lines[index] as Line;
  const words = text.slice(line.at, line.bare);
  const mark = /^(#{1,6})(?: +(?=[^ \t])|(?=[ \t]|$))/.exec(words);
  if (!mark) return undefined;
  if (mark[0] === mark[1] || words.endsWith("#")) throw new NotPlain();
  const children = inlineOf(text, lines, {
    line: index,
    start: line.at + mark[0].length,
    end: line.bare,
    from: line.at,
  });
  const node: Heading = {
    type: "heading",
    depth: mark[1]?.length as Heading["depth"],
    get children() {
      return children();
    },
    position: positionOf(line, line.at, line, line.end),
  };
  return { node, next: index + 1 };
}

function scanCode({ text, lines, to, column }: Stretch, index: number): Scanned<Code> | undefined {
  const line = lines[index] as Line;
  // Blanks at the end are of the info string.
  const open = fence.exec(text.slice(line.at, line.end));
  if (!open) return undefined;
  const mark = open[1] ?? (open[3] as string);
  const info = (open[2] ?? open[4] ?? "").replace(/^ +/, "");
  if (line.indent > column || /[^\S ]|[\\&]/.test(info)) throw new NotPlain();
  for (let next = index + 1; next < to; next += 1) {
    const one = lines[next] as Line;
    if (column > 0 && (isBlank(one) ? one.end > one.start : one.indent < column)) throw new NotPlain();
    if (one.indent - column > 3 || !closes(text.slice(one.at, one.bare), mark)) continue;
    const lang = /^\S+/.exec(info)?.[0] ?? null;
    const node: Code = {
      type: "code",
      lang,
      meta: info.slice(lang?.length).trimStart() || null,
      value: sourceOf(text, lines.slice(index + 1, next), column),
      position: positionOf(line, line.at, one, one.end),
    };
    return { node, next: next + 1 };
  }
  throw new NotPlain();
}

function closes(words: string, mark: string): boolean {
  return words.length >= mark.length && words === (mark[0] as string).repeat(words.length);
}

/** Lines without the indentation of what they stand in. */
function sourceOf(text: string, lines: readonly Line[], column: number): string {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return "";
  if (column === 0) return text.slice(first.start, last.end);
  const parts = lines.map((line, index) => {
    const before = lines[index - 1];
    return (
      text.slice(before?.end ?? line.start, line.start) + text.slice(Math.min(line.start + column, line.end), line.end)
    );
  });
  return parts.join("");
}

/** A comment; any other HTML is the parser's. */
function scanComment({ text, lines, to, column }: Stretch, index: number): Scanned<Html> {
  const line = lines[index] as Line;
  if (line.indent > column || !/^<!--(?!-?>)/.test(text.slice(line.at, line.at + 6))) throw new NotPlain();
  const close = text.indexOf("-->", line.at + 4);
  if (close === -1) throw new NotPlain();
  let last = index;
  while (last < to && (lines[last] as Line).end < close) last += 1;
  if (last === to || (column > 0 && last > index)) throw new NotPlain();
  const end = lines[last] as Line;
  const position = positionOf(line, line.at, end, end.end);
  return { node: { type: "html", value: text.slice(line.at, end.end), position }, next: last + 1 };
}

function scanParagraph({ text, lines, to, column }: Stretch, index: number): Scanned<Paragraph> {
  const line = lines[index] as Line;
  let next = index + 1;
  while (next < to && goesOn(text, lines[next] as Line, column)) next += 1;
  const last = lines[next - 1] as Line;
  const place = { line: index, start: line.at, end: last.bare, from: line.at };
  // Code over several lines loses their indentation as far as the list's, which the parser can't see from the paragraph.
  if (column > 0 && last !== line && lines.slice(index, next).some((one) => opensMore(text, one))) throw new NotPlain();
  const children = inlineOf(text, lines, place);
  const node: Paragraph = {
    type: "paragraph",
    get children() {
      return children();
    },
    position: positionOf(line, line.at, last, last.end),
  };
  return { node, next };
}

/** Whether code, HTML or a link that begins on a line could go on behind it. */
function opensMore(text: string, line: Line): boolean {
  const words = text.slice(line.at, line.bare);
  return words.split("`").length % 2 === 0 || /<[A-Za-z!/?][^>]*$|\]\([^)]*$/.test(words);
}

/** Whether a line belongs to the paragraph before it. */
function goesOn(text: string, line: Line, column: number): boolean {
  if (isBlank(line)) return false;
  // An underline makes a heading of what was a paragraph, dashes and bars a table.
  if (text[line.at] === "\t" || /^(?:=+|[|: \t-]*-[|: \t-]*)$/.test(text.slice(line.at, line.bare))) {
    throw new NotPlain();
  }
  return line.indent - column > 3 || !interrupts(text, line);
}
