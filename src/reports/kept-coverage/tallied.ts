import type { Segment } from "../segments.ts";
import { none } from "./frame.ts";
import type { Fresh } from "./fresh.ts";
import type { Kept, Ragged } from "./kept.ts";
import { type Sums, type Tally, tallyOne } from "./tally.ts";

/** The sums now, and the services and alerts that they may have changed of, by number. */
export interface Tallied {
  readonly tally: Tally;
  readonly services: ReadonlySet<number>;
  readonly costs: ReadonlySet<number>;
}

/** The kept sums without the lines that are gone and with the new ones: all are of whole numbers, so that none is lost by it. */
export function tallied(kept: Kept, gone: readonly number[], fresh: Fresh, segments: readonly Segment[]): Tallied {
  const { services: before, costs: costsBefore, runbooks } = kept.tally;
  const size = before.counts.length + fresh.newKeys.length;
  const tally: Tally = {
    services: { ...grown(before, size), first: longer(before.first, size, none) },
    costs: grown(costsBefore, costsBefore.counts.length),
    runbooks: runbooks.slice(),
  };
  const [services, costs] = [new Set<number>(), new Set<number>()];
  const count = (
    line: {
      readonly services: Iterable<number>;
      readonly costs: Iterable<number>;
      readonly runbooks: Iterable<number>;
    },
    minutes: number | null,
    by: 1 | -1,
  ): void => {
    for (const spelling of line.services) {
      const key = fresh.spellingKeys[spelling] as number;
      services.add(key);
      tallyOne(tally.services, key, minutes, by);
    }
    for (const key of line.costs) {
      costs.add(key);
      tallyOne(tally.costs, key, minutes, by);
    }
    for (const runbook of line.runbooks) tally.runbooks[runbook] = (tally.runbooks[runbook] as number) + by;
  };
  for (const at of gone) {
    const line = {
      services: listAt(kept.services, at),
      costs: listAt(kept.costs, at),
      runbooks: listAt(kept.runbooks, at),
    };
    count(line, kept.minutes[at] as number, -1);
  }
  for (const line of fresh.lines) count(line, line.line.minutes, 1);
  spellAgain(kept, fresh, segments, tally, services);
  return { tally, services, costs };
}

/** How the first incident that has them spells some services. */
function spellAgain(
  kept: Kept,
  fresh: Fresh,
  segments: readonly Segment[],
  { services: { counts, first } }: Tally,
  keys: ReadonlySet<number>,
): void {
  const open = new Set([...keys].filter((key) => counts[key] !== 0));
  for (const key of keys) first[key] = none;
  const spell = (spelling: number): void => {
    const key = fresh.spellingKeys[spelling] as number;
    if (open.delete(key)) first[key] = spelling;
  };
  const { all, ends } = kept.services;
  for (const segment of segments) {
    if ("fresh" in segment) fresh.lines[segment.fresh]?.services.forEach(spell);
    else {
      const end = ends[segment.to - 1] as number;
      for (let at = startOf(ends, segment.from); at < end && open.size > 0; at += 1) spell(all[at] as number);
    }
    if (open.size === 0) return;
  }
}

const startOf = (ends: Uint32Array, at: number): number => (at === 0 ? 0 : (ends[at - 1] as number));

function listAt({ all, ends }: Ragged, at: number): Uint32Array {
  return all.subarray(startOf(ends, at), ends[at] as number);
}

function grown({ counts, measured, minutes }: Sums, size: number): Sums {
  const more = new Float64Array(size);
  more.set(minutes);
  return { counts: longer(counts, size, 0), measured: longer(measured, size, 0), minutes: more };
}

function longer(list: Uint32Array, size: number, filler: number): Uint32Array {
  const more = new Uint32Array(size).fill(filler);
  more.set(list);
  return more;
}
