import { expect } from "vitest";
import type { Place } from "../../src/model/finding.ts";
import type { Checked } from "../../src/rules/checked.ts";

/** Whatever a file holds: findings in its order, each inside the file and said in one line. */
export function expectSane(text: string, { findings, good }: Checked): void {
  const lines = text.split("\n");
  let last = 1;
  for (const { rule, place, message, fix, edit } of findings) {
    if (place.line < last) throw new Error(`${rule}: a finding on line ${place.line} behind one on line ${last}`);
    for (const one of [place, ...(edit ? [edit.place] : [])]) {
      const outside = outsideOf(one, lines);
      if (outside) throw new Error(`${rule}: ${outside} in ${JSON.stringify(one)}`);
    }
    if (!/^Unexpected [^\n\r]+$/.test(message)) throw new Error(`${rule}: message ${JSON.stringify(message)}`);
    if (!/^[^\n\r]+\.$/.test(fix)) throw new Error(`${rule}: fix ${JSON.stringify(fix)}`);
    last = place.line;
  }
  expect(good.every((sentence) => /^[^\n\r]+\.$/.test(sentence))).toBe(true);
}

/** What of a place lies outside a file of these lines, or is the wrong way round. */
function outsideOf({ line, column, endLine, endColumn }: Place, lines: readonly string[]): string | undefined {
  if (line < 1 || endLine > lines.length || endLine < line) return "lines";
  if (column < 1 || column > (lines[line - 1] ?? "").length + 1) return "column";
  if (endColumn < 1 || endColumn > (lines[endLine - 1] ?? "").length + 1) return "end column";
  return endLine === line && endColumn < column ? "columns the wrong way round" : undefined;
}
