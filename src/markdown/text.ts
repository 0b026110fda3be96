import type { Place } from "../model/finding.ts";

/** A half-open range of offsets in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One edit of a text: the span is replaced. Spans of one batch must not overlap. */
export interface Splice extends Span {
  readonly insert: string;
}

/** Applies splices. Every character outside the spans stays as it was. */
export function splice(text: string, splices: readonly Splice[]): string {
  const ordered = splices.toSorted((a, b) => a.start - b.start || a.end - b.end);
  let out = "";
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at) throw new RangeError(`Unexpected overlapping edits at offset ${edit.start}`);
    out += text.slice(at, edit.start) + edit.insert;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** The line ending that a text uses: what most of its first lines end with. */
export function lineEndingOf(text: string): "\n" | "\r\n" {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}

/** Finds places: lines and columns count from 1. Build once per text. */
export function placesOf(text: string): (span: Span) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const point = (offset: number): { line: number; column: number } => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] as number) + 1 };
  };
  return ({ start, end }) => {
    const from = point(start);
    const to = point(Math.max(start, end));
    return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}

/** The offset just after the line that holds `offset`, its line ending not included. */
export function endOfLine(text: string, offset: number): number {
  const at = text.indexOf("\n", offset);
  if (at === -1) return text.length;
  return at > 0 && text[at - 1] === "\r" ? Math.max(offset, at - 1) : at;
}

/** The offset at which the line that holds `offset` starts. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
