import type { Exclusion } from "../../model/metrics-parts.ts";
import { entriesOf, entryOf, separatorOf } from "./own-lists.ts";

/** Where a list stands in printed bytes, in the order of its paths. */
export interface PrintedList {
  readonly name: string;
  readonly n: number;
  readonly indent: string;
  readonly from: number;
  readonly to: number;
}

export interface Spliced {
  readonly n: number;
  /** Parts of the printed bytes, which are not copied, and new texts, with so much before each line. */
  readonly parts: (indent: string) => Iterable<string | Uint8Array>;
}

type Said = Exclusion["incidents"];

/** What stays of a list, from one of it on up to another, or what comes. */
type Piece = readonly [from: number, to: number] | Said;

/**
 * A printed list without what it says of some files, and with what is said of others. Files are given in the order of their paths,
 * those without anything to be said of them too.
 */
export function splicedList(
  bytes: Uint8Array,
  list: PrintedList | undefined,
  changed: readonly (readonly [path: string, said: Said])[],
): Spliced {
  const pieces: Piece[] = [];
  const entries = list && entriesIn(bytes, list);
  let [n, at] = [list?.n ?? 0, list?.from ?? 0];
  for (const [path, said] of changed) {
    if (entries) {
      const [begin, end, gone] = entries.find(path, at);
      if (begin > at) pieces.push([at, begin]);
      at = end;
      n -= gone;
    }
    if (said.length > 0) pieces.push(said);
    n += said.length;
  }
  if (list && list.to > at) pieces.push([at, list.to]);
  return { n, parts: (indent) => partsOf(bytes, pieces, indent, list?.to ?? 0) };
}

function* partsOf(
  bytes: Uint8Array,
  pieces: readonly Piece[],
  indent: string,
  end: number,
): Iterable<string | Uint8Array> {
  const separator = separatorOf(indent);
  for (const [index, piece] of pieces.entries()) {
    if (index > 0) yield separator;
    // The last of a list has no separator behind it.
    if (isText(piece)) yield entriesOf(piece, indent);
    else yield bytes.subarray(piece[0], piece[1] === end ? end : piece[1] - separator.length);
  }
}

const isText = (piece: Piece): piece is Said => typeof piece[0] === "object";

const [brace, lineEnd] = [0x7b, 0x0a];
const decoder = new TextDecoder();

/** Looks for files in a printed list. No string of JSON holds the end of a line: a brace before one begins an entry. */
function entriesIn(bytes: Uint8Array, { indent, to }: PrintedList) {
  const [before, between] = entryOf(indent);
  const [toPath, toLineEnd] = [before.length, between.indexOf("\n")];
  const isBegin = (at: number): boolean => bytes[at] === brace && bytes[at + 1] === lineEnd;
  const beginBefore = (at: number): number => {
    let begin = at;
    while (!isBegin(begin)) begin = bytes.lastIndexOf(brace, begin - 1);
    return begin;
  };
  const nextAfter = (at: number): number => {
    let next = at;
    do next = bytes.indexOf(brace, next + 1);
    while (next !== -1 && next < to && !isBegin(next));
    return next === -1 || next > to ? to : next;
  };
  const pathAt = (at: number): string => {
    const from = at + toPath;
    return JSON.parse(decoder.decode(bytes.subarray(from, bytes.indexOf(lineEnd, from) - toLineEnd))) as string;
  };
  /** Where what is said of a file begins and ends, from an entry on, and how much that is. */
  const find = (path: string, from: number): readonly [begin: number, end: number, n: number] => {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = beginBefore((low + high) >> 1);
      if (pathAt(middle) < path) low = nextAfter(middle);
      else high = middle;
    }
    let [end, n] = [low, 0];
    for (; end < to && pathAt(end) === path; end = nextAfter(end)) n += 1;
    return [low, end, n];
  };
  return { find };
}
