import type { Excluded } from "../coverage.ts";
import type { Segment } from "../segments.ts";
import type { Fresh, FreshLine } from "./fresh.ts";
import { type LineKind, lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";
import { parsedAt, type RowSink } from "./pieces.ts";
import { spanAt } from "./service-list.ts";

/** The incident files now, old lines and new ones. */
export interface LinesNow {
  /** Writes the rows of some kinds. */
  readonly write: (kinds: readonly LineKind[], row: RowSink) => void;
  readonly writeBroken: (row: RowSink) => void;
  readonly unreadable: () => readonly Excluded[];
}

export function linesNow(kept: Kept, segments: readonly Segment[], fresh: Fresh): LinesNow {
  const { kinds, rows, broken } = kept;
  /** Rows of one list stand one after the other, so that a run of them is one span. */
  const write = (
    row: RowSink,
    spans: Uint32Array,
    has: (at: number) => boolean,
    add: (line: FreshLine) => void,
  ): void => {
    for (const segment of segments) {
      if ("fresh" in segment) {
        add(fresh.lines[segment.fresh] as FreshLine);
        continue;
      }
      let [first, last] = [segment.from, segment.to - 1];
      while (first <= last && !has(first)) first += 1;
      while (last > first && !has(last)) last -= 1;
      if (first <= last) row.keep(spans[2 * first] as number, spans[2 * last + 1] as number);
    }
  };
  return {
    write: (wanted, row) => {
      const isWanted = lineKinds.map((kind) => wanted.includes(kind));
      const has = (at: number): boolean => isWanted[kinds[at] as number] === true;
      write(row, rows, has, ({ kind, line }) => {
        if (isWanted[kind]) row.add(line.row);
      });
    },
    writeBroken: (row) => {
      write(
        row,
        broken,
        (at) => broken[2 * at] !== 0,
        ({ line }) => {
          for (const text of line.broken) row.add(text);
        },
      );
    },
    unreadable: () => {
      const kind = lineKinds.indexOf("unreadable");
      return segments.flatMap((segment): readonly Excluded[] => {
        if ("fresh" in segment) {
          const { line } = fresh.lines[segment.fresh] as FreshLine;
          return line.kind === "unreadable" ? [JSON.parse(line.row) as Excluded] : [];
        }
        const found: Excluded[] = [];
        for (let at = kinds.indexOf(kind, segment.from); at !== -1 && at < segment.to; at = kinds.indexOf(kind, at + 1))
          found.push(parsedAt(kept.text, spanAt(rows, at)) as Excluded);
        return found;
      });
    },
  };
}
