import type { Edit } from "../../model/finding.ts";

/** Whole lines of a file and what they become: what a suggested change is made of. */
export interface LineChange {
  /** Both count from 1. */
  readonly first: number;
  readonly last: number;
  /** Without the last line's end. Null: the lines go. */
  readonly after: string | null;
  readonly before: string;
}

/** The lines that an edit touches; undefined where it reaches outside the text or changes nothing. */
export function linesOf({ place, text: insert }: Edit, text: string): LineChange | undefined {
  const lines = text.split("\n");
  const [from, to] = [lines[place.line - 1], lines[place.endLine - 1]];
  if (from === undefined || to === undefined || place.endLine < place.line) return undefined;
  const head = from.slice(0, place.column - 1);
  // An edit that ends where a line begins takes the end of the line before along: that line stays out of it.
  const whole = place.endColumn === 1 && place.endLine > place.line && (insert === "" || insert.endsWith("\n"));
  const last = whole ? place.endLine - 1 : place.endLine;
  const after = whole ? head + insert.replace(/\n$/, "") : head + insert + to.slice(place.endColumn - 1);
  const before = lines.slice(place.line - 1, last).join("\n");
  const gone = whole && head === "" && insert === "";
  if (!gone && after === before) return undefined;
  return { first: place.line, last, before, after: gone ? null : after };
}
