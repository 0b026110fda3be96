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
 * there are enough. A plain draw would be of the three rules that find most; this one asks every rule. The lot of a finding is a
 * number made of the seed and the finding itself, so that a finding that comes or goes moves few others.
 */
export function drawSample(asked: readonly Asked[], seed: number): readonly Drawn[] {
  const byRule = new Map<string, Drawn[]>();
  for (const { written, findings } of asked) {
    if (written.blank) continue;
    for (const { place, rule, message } of findings) {
      const one = { path: written.path, line: place.line, rule, message };
      byRule.set(rule, [...(byRule.get(rule) ?? []), one]);
    }
  }
  const lotOf = ({ path, line, rule, message }: Drawn): number => lot(seed, [rule, path, line, message].join("\n"));
  const piles = [...byRule.entries()]
    .toSorted(([a], [b]) => lot(seed, a) - lot(seed, b))
    .map(([, found]) => found.toSorted((a, b) => lotOf(a) - lotOf(b)));
  const longest = Math.max(0, ...piles.map(({ length }) => length));
  const turns = Array.from({ length: longest }, (_, turn) => piles.flatMap((pile) => pile[turn] ?? []));
  return turns.flat().slice(0, sizeOfSample).toSorted(byPlace);
}

function byPlace(a: Drawn, b: Drawn): number {
  return (
    (a.rule < b.rule ? -1 : Number(a.rule > b.rule)) ||
    (a.path < b.path ? -1 : Number(a.path > b.path)) ||
    a.line - b.line
  );
}

/** A number for a text, as if at random, the same for the same seed: FNV-1a, mixed as in MurmurHash3 (both public domain). */
function lot(seed: number, text: string): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
