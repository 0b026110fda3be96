import type { Mistake } from "./command.ts";
import { said } from "./said.ts";

const wrappers = ["**", "__", "~~", "*", "_", "`"] as const;

/** A word without the bold, italics or backticks around it: people copy `**sev1**` and `` `@alice` `` as they see it. */
export function unwrap(word: string): string {
  let inner = word.trim();
  for (let depth = 0; depth < 4; depth++) {
    const around = wrappers.find((w) => inner.length > 2 * w.length && inner.startsWith(w) && inner.endsWith(w));
    if (around === undefined) return inner;
    inner = inner.slice(around.length, -around.length).trim();
  }
  return inner;
}

/** An argument without wrapping and without the comma, colon, semicolon or full stop that ends it. */
export function bare(word: string): string {
  return unwrap(unwrap(word).replace(/[,:;.]$/, ""));
}

export function splitWords(line: string): readonly string[] {
  return line.split(/\s+/).filter((word) => word !== "");
}

/** A name as names are compared: `SEV-1`, `sev 1` and `sev_1` are one. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}

/** A span of text that ends at a blank or, where it begins with a quote, at the closing quote. */
export interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** Where the next piece may begin. */
  readonly end: number;
}

const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", "`": "`", "“": "”", "„": "“" };

/** Reads a piece from `start`. Inside quotes a backslash keeps the next character as it is. `stop` ends a bare piece. */
export function readPiece(line: string, start: number, stop: string): Piece | Mistake {
  const closing = quotes[line[start] ?? ""];
  if (closing === undefined) {
    let end = start;
    while (end < line.length && !isBlank(line, end) && !stop.includes(line[end] as string)) end++;
    return { text: line.slice(start, end), quoted: false, end };
  }
  let text = "";
  for (let i = start + 1; i < line.length; i++) {
    const char = line[i] as string;
    if (char === closing) return { text, quoted: true, end: i + 1 };
    if (char === "\\" && i + 1 < line.length) i++;
    text += line[i];
  }
  return { mistake: `Unexpected end after ${said(line.slice(start))}, expected the closing ${said(closing)}.` };
}

export function isBlank(line: string, index: number): boolean {
  return /\s/.test(line[index] ?? "");
}

export function skipBlanks(line: string, start: number, also = ""): number {
  let i = start;
  while (i < line.length && (isBlank(line, i) || also.includes(line[i] as string))) i++;
  return i;
}
