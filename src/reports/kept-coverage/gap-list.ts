import { compareGaps, type Gap } from "../coverage-gaps.ts";
import { gapKinds } from "./frame.ts";
import type { Kept } from "./kept.ts";
import { parsedAt, type RowSink } from "./pieces.ts";
import { rowText } from "./row-text.ts";
import { type ServiceLine, serviceGap, spanAt } from "./service-list.ts";
import { minutesAt, sameSums, type Tally } from "./tally.ts";

/** The gaps now: the places of the old ones that still hold, and those that are new, each in the order of the list. */
export interface GapsNow {
  readonly held: Uint32Array;
  readonly fresh: readonly { readonly gap: Gap; readonly before: number }[];
}

/** `incidents`: the gaps of new lines. `gone`: of incidents, the places that no longer hold. */
export function gapsNow(
  kept: Kept,
  tally: Tally,
  services: readonly ServiceLine[],
  { gone, incidents }: { readonly gone: ReadonlySet<number>; readonly incidents: readonly Gap[] },
): GapsNow {
  const sameServices = new Uint8Array(kept.serviceBits.length);
  for (const { key, fresh } of services) if (!fresh) sameServices[key] = 1;
  const fresh = [
    ...incidents,
    ...services.flatMap((one) => (one.fresh && !one.covered ? [serviceGap(one.fresh)] : [])),
  ];
  const { gapKinds: kinds, gapRefs: refs } = kept;
  const [ofAlert, ofIncident] = [gapKinds.indexOf("alert"), gapKinds.indexOf("incident")];
  const held = new Uint32Array(kinds.length);
  let size = 0;
  for (let at = 0; at < kinds.length; at += 1) {
    const ref = refs[at] as number;
    const kind = kinds[at];
    const holds =
      kind === ofIncident
        ? !gone.has(ref)
        : kind === ofAlert
          ? sameSums(kept.tally.costs, tally.costs, ref)
          : sameServices[ref] === 1;
    if (holds) held[size++] = at;
    else if (kind === ofAlert) fresh.push(costOf(gapAt(kept, at), tally, ref));
  }
  const places = held.subarray(0, size);
  return {
    held: places,
    fresh: fresh.toSorted(compareGaps).map((gap) => ({ gap, before: placeOf(kept, places, gap) })),
  };
}

const gapAt = (kept: Kept, at: number): Gap => parsedAt(kept.text, spanAt(kept.gapRows, at)) as Gap;

function costOf(gap: Gap, { costs }: Tally, key: number): Gap {
  return { ...gap, minutes: minutesAt(costs, key), incidents: costs.counts[key] as number };
}

/** How many of the gaps that hold come before one. */
function placeOf(kept: Kept, held: Uint32Array, gap: Gap): number {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareGaps(gapAt(kept, held[middle] as number), gap) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Writes the gaps as rows. */
export function writeGaps(kept: Kept, { held, fresh }: GapsNow, out: RowSink): void {
  let next = 0;
  for (let at = 0; at <= held.length; at += 1) {
    for (; fresh[next]?.before === at; next += 1) out.add(rowText(fresh[next]?.gap, "    "));
    if (at === held.length) return;
    const row = held[at] as number;
    out.keep(kept.gapRows[2 * row] as number, kept.gapRows[2 * row + 1] as number);
  }
}

/** The first gaps of all. */
export function firstGaps(kept: Kept, { held, fresh }: GapsNow, most: number): readonly Gap[] {
  const old = Array.from(held.subarray(0, most), (at) => gapAt(kept, at));
  return [...old, ...fresh.slice(0, most).map(({ gap }) => gap)].toSorted(compareGaps).slice(0, most);
}
