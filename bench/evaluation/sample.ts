import type { Finding } from "../../src/model/finding.ts";
import type { Asked } from "./ask.ts";

/** A finding of the evaluation, by the document of the corpus. */
export interface Drawn {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export const sizeOfSample = 60;

/**
 * A random sample, the same for the same seed: rules take turns, in an order by lot, and each draws one of its findings by lot until
 * there are enough. A plain draw would be of the three rules that find most; this one asks every rule.
 */
export function drawSample(asked: readonly Asked[], seed: number): readonly Drawn[] {
  const lot = lots(seed);
  const byRule = new Map<string, Drawn[]>();
  for (const { written, findings } of asked) {
    if (written.blank) continue;
    for (const finding of findings) {
      byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), drawn(written.path, finding)]);
    }
  }
  const piles = shuffled(
    [...byRule.keys()].toSorted().map((rule) => shuffled(byRule.get(rule) ?? [], lot)),
    lot,
  );
  const longest = Math.max(0, ...piles.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => piles.flatMap((pile) => pile[turn] ?? []));
  return turns.flat().slice(0, sizeOfSample).toSorted(byPlace);
}

function drawn(path: string, { place, rule, message }: Finding): Drawn {
  return { path, line: place.line, rule, message };
}

function byPlace(a: Drawn, b: Drawn): number {
  return (
    (a.rule < b.rule ? -1 : Number(a.rule > b.rule)) ||
    (a.path < b.path ? -1 : Number(a.path > b.path)) ||
    a.line - b.line
  );
}

function shuffled<Item>(items: readonly Item[], lot: () => number): readonly Item[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = Math.floor(lot() * (at + 1));
    [left[at], left[other]] = [left[other] as Item, left[at] as Item];
  }
  return left;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32, Tommy Ettinger, public domain). */
function lots(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
