import type { Edit } from "../../src/model/finding.ts";

/** The text with some edits made, the last one first. */
export function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const offset = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1;
  const ordered = edits.toSorted((a, b) => b.place.line - a.place.line || b.place.column - a.place.column);
  return ordered.reduce(
    (so, { place, text: insert }) =>
      so.slice(0, offset(place.line, place.column)) + insert + so.slice(offset(place.endLine, place.endColumn)),
    text,
  );
}
