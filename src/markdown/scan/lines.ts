import type { Root } from "mdast";

/** One line of a text that is scanned. Offsets are the text's. */
export interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly start: number;
  /** Where its words begin in what is being read: behind its spaces, or behind a bullet. */
  at: number;
  /** The column of those words, from 0; behind a check box still the column of the box. */
  indent: number;
  /** Where its words end; `at` on a blank line. */
  readonly bare: number;
  /** Where the line ends, white space included and the line break not. */
  readonly end: number;
}

/** Some lines of a text and the column at which what is read of them stands: 0, or where a list item's words begin. */
export interface Stretch {
  readonly text: string;
  readonly lines: readonly Line[];
  readonly from: number;
  readonly to: number;
  readonly column: number;
}

/** A node and the index of the first line behind it. */
export interface Scanned<Node> {
  readonly node: Node;
  readonly next: number;
}

/** Thrown inside the scanner alone: the parser has to read this text. */
export class NotPlain extends Error {}

const space = 32;
const tab = 9;

/** The lines of a text, a byte order mark left out. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = text.startsWith("\uFEFF") ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    let end = newline === -1 ? text.length : newline;
    if (end > start && newline !== -1 && text[end - 1] === "\r") end -= 1;
    let at = start;
    while (at < end && text.charCodeAt(at) === space) at += 1;
    let bare = end;
    while (bare > at && (text.charCodeAt(bare - 1) === space || text.charCodeAt(bare - 1) === tab)) bare -= 1;
    lines.push({ number: lines.length + 1, start, at, indent: at - start, bare, end });
    start = newline === -1 ? text.length : newline + 1;
  }
  return lines;
}

export const isBlank = (line: Line): boolean => line.at === line.bare;

export type Position = NonNullable<Root["position"]>;

/** From an offset in one line to an offset in the same or a later one. */
export function positionOf(first: Line, start: number, last: Line, end: number): Position {
  return {
    start: { line: first.number, column: start - first.start + 1, offset: start },
    end: { line: last.number, column: end - last.start + 1, offset: end },
  };
}
