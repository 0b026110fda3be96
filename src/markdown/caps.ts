import { maxFileBytes } from "../model/ask.ts";

/** Why a text is not parsed: hostile Markdown makes every known parser take seconds or overflow the stack. */
export interface Unread {
  readonly reason: string;
  readonly line: number;
}

interface Cap {
  readonly says: string;
  readonly holds: (line: string) => boolean;
}

const count = (line: string, character: string): number => {
  let n = 0;
  for (let at = line.indexOf(character); at !== -1; at = line.indexOf(character, at + 1)) n += 1;
  return n;
};

/** Leading quote and list markers, which nest. Counted by hand: a regular expression would backtrack. */
function nesting(line: string): number {
  let depth = 0;
  let indent = 0;
  for (const character of line) {
    if (character === ">" || character === "-" || character === "*" || character === "+") depth += 1;
    else if (character === " ") indent += 1;
    else if (character === "\t") indent += 4;
    else break;
  }
  return depth + indent / 4;
}

const caps: readonly Cap[] = [
  { says: "a line of over 20,000 characters", holds: (line) => line.length <= 20_000 },
  {
    says: "quotes or lists nested over 60 deep",
    holds: (line) => nesting(line) <= 60 || /^[\s>*+-]*$/.test(line.slice(0, 2)) === false,
  },
  { says: "a table row of over 300 cells", holds: (line) => count(line, "|") <= 300 },
  {
    says: "over 500 strikethrough or emphasis marks in a line",
    holds: (line) => count(line, "~") <= 500 && count(line, "*") + count(line, "_") <= 1500,
  },
  { says: "over 500 brackets in a line", holds: (line) => count(line, "[") <= 500 },
  { says: "over 300 opening angle brackets in a line", holds: (line) => count(line, "<") <= 300 },
];

/** The first reason not to parse a text as Markdown, with its line, or undefined when it may be parsed. */
export function unreadReason(text: string): Unread | undefined {
  if (text.length > maxFileBytes / 4) return { reason: "a file of over 256 KB", line: 1 };
  if (text.includes("\u0000")) return { reason: "a NUL byte (is it a binary file?)", line: 1 };
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const broken = caps.find((cap) => !cap.holds(line));
    if (broken) return { reason: broken.says, line: index + 1 };
  }
  if (count(text, "<!--") > 1000) return { reason: "over 1,000 comments", line: 1 };
  return undefined;
}
