import { separator } from "./row-text.ts";

/** Where something stands in the printed report: bytes. */
export type Span = readonly [from: number, to: number];

/** A report while it is printed; who writes a row learns where it stands. */
export interface Printer {
  readonly add: (text: string) => Span;
  /** A list whose rows are printed already; `indent` is that of its closing bracket. Where it stands, and its rows. */
  readonly list: (rows: readonly string[], indent: string) => { readonly span: Span; readonly rows: readonly Span[] };
  readonly text: () => string;
}

const encoder = new TextEncoder();
/** Bytes of a text: as many as signs in nearly all of them, which is told ten times as fast. */
const lengthOf = (text: string): number => (beyondAscii.test(text) ? encoder.encode(text).length : text.length);
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them
const beyondAscii = /[^\x00-\x7f]/;

export function printer(): Printer {
  const pieces: string[] = [];
  let length = 0;
  const add = (text: string): Span => {
    const from = length;
    pieces.push(text);
    length += lengthOf(text);
    return [from, length];
  };
  return {
    add,
    list: (rows, indent) => {
      if (rows.length === 0) return { span: add("[]"), rows: [] };
      const [from] = add("[\n");
      const spans = rows.map((row, at): Span => {
        const [start] = add(row);
        const end = length;
        if (at < rows.length - 1) add(separator);
        return [start, end];
      });
      const [, to] = add(`\n${indent}]`);
      return { span: [from, to], rows: spans };
    },
    text: () => pieces.join(""),
  };
}
