import type { Excluded } from "../coverage.ts";
import type { Fresh, FreshLine } from "./fresh.ts";
import { type LineKind, lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";
import { parsedAt, type RowSink } from "./pieces.ts";
import { spanAt } from "./service-list.ts";
import { emptyTally, type Tally, tallyOne, tallyService } from "./tally.ts";

/** The incident files now, old lines and new ones. */
export interface LinesNow {
  readonly count: (kind: LineKind) => number;
  /** Writes the rows of some kinds. */
  readonly write: (kinds: readonly LineKind[], row: RowSink) => void;
  readonly writeBroken: (row: RowSink) => void;
  readonly unreadable: () => readonly Excluded[];
}

/** `order`: see `orderOf`. */
export function linesNow(kept: Kept, order: Int32Array, fresh: Fresh): LinesNow {
  const counts = new Uint32Array(lineKinds.length);
  const freshAt = (entry: number): FreshLine => fresh.lines[-1 - entry] as FreshLine;
  const kindAt = (entry: number): number => (entry < 0 ? freshAt(entry).kind : (kept.kinds[entry] as number));
  for (const entry of order) counts[kindAt(entry)] = (counts[kindAt(entry)] as number) + 1;
  return {
    count: (kind) => counts[lineKinds.indexOf(kind)] as number,
    write: (kinds, row) => {
      const wanted = lineKinds.map((kind) => kinds.includes(kind));
      for (const entry of order) {
        if (!wanted[kindAt(entry)]) continue;
        if (entry < 0) row.add(freshAt(entry).line.row);
        else row.keep(kept.rows[2 * entry] as number, kept.rows[2 * entry + 1] as number);
      }
    },
    writeBroken: (row) => {
      for (const entry of order) {
        if (entry < 0) for (const text of freshAt(entry).line.broken) row.add(text);
        else if (kept.broken[2 * entry] !== 0)
          row.keep(kept.broken[2 * entry] as number, kept.broken[2 * entry + 1] as number);
      }
    },
    unreadable: () => {
      const kind = lineKinds.indexOf("unreadable");
      return [...order]
        .filter((entry) => kindAt(entry) === kind)
        .map((entry) =>
          entry < 0 ? JSON.parse(freshAt(entry).line.row) : parsedAt(kept.text, spanAt(kept.rows, entry)),
        ) as readonly Excluded[];
    },
  };
}

/** The sums over all lines, in their order. */
export function tallied(kept: Kept, order: Int32Array, { lines, spellingKeys, newKeys }: Fresh): Tally {
  const before = kept.tally;
  const tally = emptyTally(
    before.services.counts.length + newKeys.length,
    before.costs.counts.length,
    before.runbooks.length,
  );
  const { services, costs, runbooks } = kept;
  for (const entry of order) {
    if (entry < 0) {
      const { line, ...fresh } = lines[-1 - entry] as FreshLine;
      for (const spelling of fresh.services)
        tallyService(tally, spellingKeys[spelling] as number, spelling, line.minutes);
      for (const key of fresh.costs) tallyOne(tally.costs, key, line.minutes);
      for (const runbook of fresh.runbooks) tally.runbooks[runbook] = 1;
      continue;
    }
    const minutes = kept.minutes[entry] as number;
    const startOf = (ends: Uint32Array): number => (entry === 0 ? 0 : (ends[entry - 1] as number));
    for (let at = startOf(services.ends); at < (services.ends[entry] as number); at += 1) {
      const spelling = services.all[at] as number;
      tallyService(tally, spellingKeys[spelling] as number, spelling, minutes);
    }
    for (let at = startOf(costs.ends); at < (costs.ends[entry] as number); at += 1) {
      tallyOne(tally.costs, costs.all[at] as number, minutes);
    }
    for (let at = startOf(runbooks.ends); at < (runbooks.ends[entry] as number); at += 1) {
      tally.runbooks[runbooks.all[at] as number] = 1;
    }
  }
  return tally;
}
