import type { LocatedText } from "./located.ts";
import { isBare, NotPlain, type YamlLines } from "./yaml-lines.ts";

/** A value and the number of the first line behind it. */
export interface BlockText {
  readonly node: LocatedText;
  readonly next: number;
}

/** Reads a block scalar (`|` or `>`) whose header stands at `at` on a line, below a parent of that indentation. */
export function readBlockText(lines: YamlLines, line: number, at: number, parent: number): BlockText {
  const { text } = lines;
  const lineEnd = lines.end[line] as number;
  let chomp = "";
  let given: number | undefined;
  let head = at + 1;
  for (; head < lineEnd && text[head] !== " "; head += 1) {
    const mark = text[head] as string;
    if ((mark === "+" || mark === "-") && chomp === "") chomp = mark;
    else if (/[1-9]/.test(mark) && given === undefined) given = Number(mark);
    else throw new NotPlain(head);
  }
  if (!isBare(text, head, lineEnd)) throw new NotPlain(head);
  const { indent, next } = extent(lines, line + 1, parent, given);
  const rows: string[] = [];
  for (let row = line + 1; row < next; row += 1) {
    rows.push(text.slice(Math.min((lines.start[row] as number) + indent, lines.end[row] as number), lines.end[row]));
  }
  let trailing = 0;
  while (rows.length > 0 && rows.at(-1) === "") {
    rows.pop();
    trailing += 1;
  }
  const body = text[at] === "|" ? rows.join("\n") : folded(rows);
  const ending = chomp === "-" ? "" : chomp === "+" ? "\n".repeat(trailing + (body === "" ? 0 : 1)) : body && "\n";
  return { node: { kind: "text", start: at, end: lines.end[next - 1] as number, text: body + ending }, next };
}

/** How far the text of a block scalar is indented, and the first line that is no longer of it. */
function extent(
  lines: YamlLines,
  from: number,
  parent: number,
  given: number | undefined,
): { readonly indent: number; readonly next: number } {
  let indent = given === undefined ? undefined : Math.max(parent, 0) + given;
  let widest = 0;
  let next = from;
  for (; next < lines.count; next += 1) {
    const [start, end] = [lines.start[next] as number, lines.end[next] as number];
    // Behind the last line break there is no line.
    if (start === lines.text.length) break;
    let spaces = 0;
    while (start + spaces < end && lines.text[start + spaces] === " ") spaces += 1;
    if (start + spaces === end) {
      if (end === lines.text.length) throw new NotPlain(start);
      if (indent === undefined) widest = Math.max(widest, spaces);
      continue;
    }
    if (spaces <= parent) break;
    if (indent === undefined && widest > spaces) throw new NotPlain(start);
    indent ??= spaces;
    if (spaces < indent) break;
    if (lines.text[start + spaces] === "\t" && spaces < indent) throw new NotPlain(start);
  }
  return { indent: indent ?? Number.MAX_SAFE_INTEGER, next };
}

/** Lines of a folded scalar (YAML 1.2.2, 8.1.3): breaks become spaces but around blank and deeper lines. */
function folded(rows: readonly string[]): string {
  let out = "";
  let breaks = 0;
  let deep = true;
  for (const [index, row] of rows.entries()) {
    if (row === "") {
      breaks += 1;
      continue;
    }
    const deeper = row[0] === " " || row[0] === "\t";
    if (index > 0 && out === "" && breaks === index) out = "\n".repeat(breaks);
    else if (index > 0) {
      if (deep || deeper) out += "\n".repeat(breaks + 1);
      else out += breaks === 0 ? " " : "\n".repeat(breaks);
    }
    out += row;
    [breaks, deep] = [0, deeper];
  }
  return out;
}
