import type { Span } from "./printed.ts";
import { separator } from "./row-text.ts";

/** A printed text that is put together from parts of an older one, which are not copied, and from new ones. */
export interface Pieces {
  /** What stands there in the old text. */
  readonly keep: (from: number, to: number) => void;
  readonly add: (text: string) => void;
  /** A list, row for row: those that stand in the old text by their place, new ones by their text. */
  readonly list: (indent: string, each: (row: RowSink) => void) => void;
  readonly done: () => readonly Uint8Array[];
}

export interface RowSink {
  readonly keep: (from: number, to: number) => void;
  readonly add: (text: string) => void;
}

const encoder = new TextEncoder();

export function piecesOf(old: Uint8Array): Pieces {
  const pieces: Uint8Array[] = [];
  let fresh = "";
  let [from, to] = [0, 0];
  const flush = (): void => {
    if (to > from) pieces.push(old.subarray(from, to));
    if (fresh !== "") pieces.push(encoder.encode(fresh));
    [from, to, fresh] = [0, 0, ""];
  };
  const keep = (start: number, end: number): void => {
    if (fresh === "" && start === to && to > from) to = end;
    else {
      flush();
      [from, to] = [start, end];
    }
  };
  const add = (text: string): void => {
    fresh += text;
  };
  return {
    keep,
    add,
    list: (indent, each) => {
      let rows = 0;
      each({
        keep: (start, end) => {
          // Rows that stood one after the other have their separator between them already.
          if (rows > 0 && fresh === "" && start === to + separator.length) to = end;
          else {
            add(rows === 0 ? "[\n" : separator);
            keep(start, end);
          }
          rows += 1;
        },
        add: (text) => {
          add(rows === 0 ? "[\n" : separator);
          add(text);
          rows += 1;
        },
      });
      add(rows === 0 ? "[]" : `\n${indent}]`);
    },
    done: () => {
      flush();
      return pieces;
    },
  };
}

/** The bytes of a span, as a value. */
export function parsedAt(text: Uint8Array, [from, to]: Span): unknown {
  return JSON.parse(new TextDecoder().decode(text.subarray(from, to)));
}
