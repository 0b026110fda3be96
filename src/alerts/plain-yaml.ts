import type { Located, LocatedEntry } from "./located.ts";
import { readBlockText } from "./yaml-block-text.ts";
import { isNull, readFlow } from "./yaml-flow.ts";
import { isBare, NotPlain, wordsEnd, type YamlLines, yamlLines } from "./yaml-lines.ts";
import { quotedEnd, readQuoted } from "./yaml-quoted.ts";

const maxDepth = 60;

/** A value, and the first line behind it. */
interface Read {
  readonly node: Located;
  readonly next: number;
}

/**
 * Reads the documents of YAML of the plain kind: maps and lists in block style, flow style on the leaves, every kind of
 * scalar; no anchors, tags or directives. Throws NotPlain with an offset for anything else, which is not to say that it
 * is wrong. Ten times as fast as the library, linear in the text, and tested against the library on every file at hand.
 */
export function readPlainYaml(text: string): readonly Located[] {
  const lines = yamlLines(text);
  const documents: Located[] = [];
  for (let line = significant(lines, 0); line < lines.count; ) {
    if (isMark(lines, line, "...")) line = significant(lines, line + 1);
    else if (isMark(lines, line, "---")) {
      const first = significant(lines, line + 1);
      line = first;
      if (line >= lines.count || isMark(lines, line, "---")) continue;
    } else {
      const read = block(lines, line, lines.indent[line] as number, -1, 0);
      if (read.node.kind === "text") throw new NotPlain(read.node.start);
      documents.push(read.node);
      line = significant(lines, read.next);
      if (line < lines.count && !isMark(lines, line, "---") && !isMark(lines, line, "...")) {
        throw new NotPlain(lines.start[line] as number);
      }
    }
  }
  return documents;
}

/** The next line from `line` on that holds something. */
function significant(lines: YamlLines, line: number): number {
  let at = line;
  while (at < lines.count && lines.indent[at] === -1) at += 1;
  return at;
}

function isMark(lines: YamlLines, line: number, mark: string): boolean {
  const start = lines.start[line] as number;
  if (lines.indent[line] !== 0 || !lines.text.startsWith(mark, start)) return false;
  if (isBare(lines.text, start + 3, lines.end[line] as number)) return true;
  if (lines.text[start + 3] === " ") throw new NotPlain(start);
  return false;
}

/** A node whose first character stands in a column of a line, inside a parent that stands in an outer column. */
function block(lines: YamlLines, line: number, column: number, parent: number, depth: number): Read {
  const { text } = lines;
  const at = (lines.start[line] as number) + column;
  if (depth > maxDepth) throw new NotPlain(at);
  if (text[at] === "-" && (text[at + 1] === " " || at + 1 === lines.end[line])) return list(lines, line, column, depth);
  if (keyEnd(lines, line, at) !== undefined) return map(lines, line, column, depth);
  return leaf(lines, line, at, parent);
}

function list(lines: YamlLines, first: number, column: number, depth: number): Read {
  const items: Located[] = [];
  const start = (lines.start[first] as number) + column;
  let line = first;
  let at = start;
  for (;;) {
    const inner = behindTag(lines.text, at + 1);
    const own = inner - (lines.start[line] as number);
    const read = isBare(lines.text, inner, lines.end[line] as number)
      ? below(lines, line, at + 1, column, depth, false)
      : block(lines, line, own, column, depth + 1);
    items.push(read.node);
    line = significant(lines, read.next);
    at = line < lines.count ? (lines.start[line] as number) + column : 0;
    const goes = line < lines.count && lines.indent[line] === column && lines.text[at] === "-";
    if (!goes || (lines.text[at + 1] !== " " && at + 1 !== lines.end[line])) break;
    if (column === 0 && isMark(lines, line, "---")) break;
  }
  if (line < lines.count && (lines.indent[line] as number) > column) throw new NotPlain(lines.start[line] as number);
  return { node: { kind: "list", start, end: endOf(items.at(-1), start), items }, next: line };
}

function map(lines: YamlLines, first: number, column: number, depth: number): Read {
  const { text } = lines;
  const entries: LocatedEntry[] = [];
  const keys = new Set<string>();
  const start = (lines.start[first] as number) + column;
  let line = first;
  let at = start;
  for (;;) {
    const colon = keyEnd(lines, line, at);
    if (colon === undefined) throw new NotPlain(at);
    const quoted = text[at] === '"' || text[at] === "'";
    const key = quoted ? readQuoted(text, at, quotedEnd(text, at)) : text.slice(at, colon).trimEnd();
    if (keys.has(key)) throw new NotPlain(at);
    keys.add(key);
    const inner = behindTag(text, colon + 1);
    const read = isBare(text, inner, lines.end[line] as number)
      ? below(lines, line, colon + 1, column, depth, true)
      : leaf(lines, line, inner, column);
    entries.push({ key, at, value: read.node });
    line = significant(lines, read.next);
    if (line >= lines.count || lines.indent[line] !== column) break;
    at = (lines.start[line] as number) + column;
    if (column === 0 && (isMark(lines, line, "---") || isMark(lines, line, "..."))) break;
    if (text[at] === "-" && text[at + 1] === " ") break;
  }
  if (line < lines.count && (lines.indent[line] as number) > column) throw new NotPlain(lines.start[line] as number);
  return { node: { kind: "map", start, end: endOf(entries.at(-1)?.value, start), entries }, next: line };
}

/** What stands on the lines below a key or a dash that has nothing behind it. A list may stand as far left as its key. */
function below(lines: YamlLines, line: number, at: number, column: number, depth: number, key: boolean): Read {
  const next = significant(lines, line + 1);
  const indent = next < lines.count ? (lines.indent[next] as number) : -1;
  const first = next < lines.count ? (lines.start[next] as number) + indent : 0;
  const dash = lines.text[first] === "-" && (lines.text[first + 1] === " " || first + 1 === lines.end[next]);
  if (indent > column || (key && dash && indent === column)) return block(lines, next, indent, column, depth + 1);
  return { node: { kind: "text", start: at, end: at, text: undefined }, next };
}

const tag = /![A-Za-z][\w.]* +(?=[^\s#~!-])/y;

/** Where a value begins: behind blanks and a short tag such as CloudFormation's `!Sub`, which says nothing of places. */
function behindTag(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at += 1;
  if (text[at] !== "!") return at;
  tag.lastIndex = at;
  return tag.test(text) ? tag.lastIndex : at;
}

const endOf = (node: Located | undefined, otherwise: number): number => node?.end ?? otherwise;

/** The offset of the colon behind a key that begins at `at`, or undefined where no key stands there. */
function keyEnd(lines: YamlLines, line: number, at: number): number | undefined {
  const { text } = lines;
  const lineEnd = lines.end[line] as number;
  const first = text[at] as string;
  if (first === '"' || first === "'") {
    let colon = quotedEnd(text, at);
    while (text[colon] === " ") colon += 1;
    return colon < lineEnd && text[colon] === ":" && isGap(text, colon + 1, lineEnd) ? colon : undefined;
  }
  if ("[{|>#".includes(first)) return undefined;
  if ("&*!@`%,]}:\t".includes(first) || ((first === "?" || first === "-") && isGap(text, at + 1, lineEnd)))
    throw new NotPlain(at);
  const stop = wordsEnd(text, at, lineEnd);
  for (let colon = at + 1; colon < stop; colon += 1) {
    if (text[colon] === ":" && isGap(text, colon + 1, lineEnd)) return colon;
  }
  return undefined;
}

const isGap = (text: string, at: number, lineEnd: number): boolean =>
  at >= lineEnd || text[at] === " " || text[at] === "\t";

/** A scalar or a flow collection that begins at an offset of a line. */
function leaf(lines: YamlLines, line: number, at: number, parent: number): Read {
  const { text } = lines;
  const first = text[at] as string;
  if (first === "|" || first === ">") return readBlockText(lines, line, at, parent);
  if ("&*!@`%,]}#\t".includes(first) || (first === "?" && isGap(text, at + 1, lines.end[line] as number)))
    throw new NotPlain(at);
  if (first === '"' || first === "'" || first === "[" || first === "{") {
    const quoted = first === '"' || first === "'";
    const end = quoted ? quotedEnd(text, at) : 0;
    const node: Located = quoted
      ? { kind: "text", start: at, end, text: readQuoted(text, at, end) }
      : readFlow(text, at);
    let last = line;
    while ((lines.end[last] as number) < node.end) {
      last += 1;
      const indent = lines.indent[last] as number;
      if (indent !== -1 && indent <= parent) throw new NotPlain(lines.start[last] as number);
    }
    if (!isBare(text, node.end, lines.end[last] as number)) throw new NotPlain(node.end);
    return { node, next: last + 1 };
  }
  return plain(lines, line, at, parent);
}

/** A plain scalar, which goes on over lines that are deeper than its parent. */
function plain(lines: YamlLines, first: number, at: number, parent: number): Read {
  const { text } = lines;
  if (text[at] === "-" && isGap(text, at + 1, lines.end[first] as number)) throw new NotPlain(at);
  let said = "";
  let breaks = 0;
  let end = at;
  let line = first;
  for (; line < lines.count; line += 1) {
    const indent = lines.indent[line] as number;
    const start = lines.start[line] as number;
    if (line > first && indent === -1 && !isBlank(lines, line)) break;
    if (line > first && indent === -1) {
      breaks += 1;
      continue;
    }
    if (line > first && indent <= parent) break;
    if (line > first && indent === 0 && (isMark(lines, line, "---") || isMark(lines, line, "..."))) break;
    const from = line === first ? at : start + indent;
    if (text[from] === "\t") throw new NotPlain(from);
    end = wordsEnd(text, from, lines.end[line] as number);
    const words = text.slice(from, end);
    if (words.includes(": ") || words.endsWith(":") || words.includes(":\t")) throw new NotPlain(from);
    if (line > first) said += breaks === 0 ? " " : "\n".repeat(breaks);
    said += words;
    breaks = 0;
    if (end < (lines.end[line] as number) && text.slice(end, lines.end[line]).includes("#")) {
      line += 1;
      break;
    }
  }
  const node: Located = { kind: "text", start: at, end, text: isNull(said) ? undefined : said };
  return { node, next: line };
}

const isBlank = (lines: YamlLines, line: number): boolean =>
  lines.text.slice(lines.start[line], lines.end[line]).trim() === "";
