import { maxFileBytes } from "../model/ask.ts";
import { proseLines } from "./prose-lines.ts";

/** Why a text is not parsed: hostile Markdown makes every known parser take seconds or overflow the stack. */
export interface Unread {
  readonly reason: string;
  /** Counts from 1. */
  readonly line: number;
}

/** A sign that costs a parser more than its length, how often a paragraph or table and how often a file may hold it. */
interface Cap {
  readonly says: string;
  readonly count: (line: string) => number;
  readonly block: number;
  readonly file: number;
}

const counting =
  (...signs: readonly string[]) =>
  (line: string): number => {
    let n = 0;
    for (const sign of signs) for (let at = line.indexOf(sign); at !== -1; at = line.indexOf(sign, at + 1)) n += 1;
    return n;
  };

// Measured with every part of test/rules/hostile.ts: what passes takes the parser and the rules under 2 s at 64 KB.
const caps: readonly Cap[] = [
  { says: "strikethrough marks", count: counting("~"), block: 150, file: 1000 },
  { says: "emphasis marks", count: counting("*", "_"), block: 1000, file: 10_000 },
  { says: "brackets", count: counting("["), block: 500, file: 4000 },
  { says: "closing brackets", count: counting("]"), block: 1000, file: 8000 },
  { says: "opening angle brackets", count: counting("<"), block: 300, file: 4000 },
  { says: "HTML comments or declarations", count: counting("<!", "<?"), block: 50, file: 500 },
  { says: "table cells", count: counting("|"), block: 4000, file: 8000 },
  { says: "backticks", count: counting("`"), block: 1000, file: 10_000 },
  // What opens several at once costs the square of them.
  { says: "list items and quotes", count: (line) => nesting(line) ** 2, block: 2000, file: 2000 },
  { says: "backslashes", count: counting("\\"), block: 5000, file: 20_000 },
  { says: "addresses", count: counting("@", "www.", "://"), block: 2000, file: 8000 },
  // Lines of prose, code not counted: what ends one costs more than what stands in it.
  { says: "lines", count: () => 1, block: 12_000, file: 12_000 },
  {
    says: "underlines or rules",
    count: (line) => (/^ {0,3}[-=*_]+[ \t]*$/.test(line) ? 1 : 0),
    block: 1000,
    file: 1000,
  },
  { says: "headings or rules", count: (line) => (/^ {0,3}(?:#|[-=*_])/.test(line) ? 1 : 0), block: 3000, file: 3000 },
];

/** The most columns of a table, and how deep quotes and lists may nest. */
const maxColumns = 100;
const maxNesting = 20;
const maxLine = 20_000;

/** What ends any paragraph or table before it: a bullet with words, a heading. */
const begins = /^ {0,3}(?:[-*+][ \t]+\S|#{1,6}[ \t])/;

/** How many quotes and lists a line opens: `> - 1. a` opens three. */
function nesting(line: string): number {
  let depth = 0;
  for (let at = 0; at < line.length; ) {
    const opened = /^[ \t]{0,200}(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/.exec(line.slice(at, at + 220));
    if (!opened || depth > maxNesting) break;
    depth += 1;
    at += opened[0].length;
  }
  return depth;
}

/** The first reason not to parse a text as Markdown, with its line, or undefined when it may be parsed. */
export function unreadReason(text: string): Unread | undefined {
  if (text.length > maxFileBytes / 4) return { reason: "a file of over 256 KB", line: 1 };
  if (text.includes("\u0000")) return { reason: "a NUL byte (is it a binary file?)", line: 1 };
  if (isModest(text)) return undefined;
  const inFile = caps.map(() => 0);
  let inBlock = caps.map(() => 0);
  for (const { line, number, code } of proseLines(text)) {
    if (line.length > maxLine) return { reason: "a line of over 20,000 characters", line: number };
    if (code) continue;
    if (line.trim() === "" || begins.test(line)) inBlock = caps.map(() => 0);
    const broken = structure(line) ?? tally(line, inBlock, inFile);
    if (broken) return { reason: broken, line: number };
  }
  return undefined;
}

const opensThree = /^(?:[ \t]{0,200}(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|$))){3}/m;

/** Whether a whole text stays below what one paragraph or line may hold, so that nothing has to be counted by lines. */
function isModest(text: string): boolean {
  return (
    text.length <= maxLine &&
    // So that lists and headings stay below their caps too: no line opens more than two, which count four.
    counting("\n", "\r")(text) < 499 &&
    counting("|")(text) <= maxColumns &&
    caps.every(({ count, block }) => count(text) <= block) &&
    !opensThree.test(text) &&
    !/[ \t]{400}/.test(text)
  );
}

function structure(line: string): string | undefined {
  if (nesting(line) > maxNesting) return `quotes or lists nested over ${maxNesting} deep`;
  if (/^[ \t]{400}/.test(line)) return "a line indented by over 400 spaces";
  return counting("|")(line) > maxColumns ? `a table row of over ${maxColumns} cells` : undefined;
}

function tally(line: string, inBlock: number[], inFile: number[]): string | undefined {
  for (const [index, cap] of caps.entries()) {
    const n = cap.count(line);
    inBlock[index] = (inBlock[index] ?? 0) + n;
    inFile[index] = (inFile[index] ?? 0) + n;
    if ((inBlock[index] ?? 0) > cap.block) return `over ${cap.block} ${cap.says} in one paragraph`;
    if ((inFile[index] ?? 0) > cap.file) return `over ${cap.file} ${cap.says}`;
  }
  return undefined;
}
