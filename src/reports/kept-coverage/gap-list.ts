import { compareGaps, type Gap } from "../coverage-gaps.ts";
import { placeOf, type Segment, segmentsOf } from "../segments.ts";
import { gapKinds } from "./frame.ts";
import type { Kept } from "./kept.ts";
import { parsedAt, type RowSink } from "./pieces.ts";
import { rowText } from "./row-text.ts";
import { type ServiceLine, serviceGap, spanAt } from "./service-list.ts";
import type { Tallied } from "./tallied.ts";
import { minutesAt, sameSums, type Tally } from "./tally.ts";

/** The gaps now: those of the old ones that still hold, and new ones, in the order of the list. */
export interface GapsNow {
  readonly n: number;
  readonly segments: readonly Segment[];
  readonly fresh: readonly Gap[];
}

/** `incidents`: the gaps of new lines. `gone`: the old lines that no longer hold. */
export function gapsNow(
  kept: Kept,
  { tally, services: touched, costs }: Tallied,
  services: readonly ServiceLine[],
  { gone, incidents }: { readonly gone: readonly number[]; readonly incidents: readonly Gap[] },
): GapsNow {
  const fresh = [...incidents];
  const dropped: number[] = gone.flatMap((line) => gapsOf(kept, "incident", line));
  for (const key of costs) {
    if (sameSums(kept.tally.costs, tally.costs, key)) continue;
    for (const at of gapsOf(kept, "alert", key)) {
      dropped.push(at);
      fresh.push(costOf(gapAt(kept, at), tally, key));
    }
  }
  const lines = new Map([...services].map((one) => [one.key, one]));
  for (const key of touched) {
    const line = lines.get(key);
    if (line && !line.fresh) continue;
    dropped.push(...gapsOf(kept, "service", key));
    if (line?.fresh && !line.covered) fresh.push(serviceGap(line.fresh));
  }
  const length = kept.gapKinds.length;
  const sorted = fresh.toSorted(compareGaps);
  // Those that no longer hold stand where their old numbers put them, so that the list is in order all the same.
  const places = sorted.map((gap) => placeOf(length, (at) => compareGaps(gapAt(kept, at), gap) < 0));
  const segments = segmentsOf(
    length,
    dropped.sort((a, b) => a - b),
    places,
  );
  return { n: length - dropped.length + sorted.length, segments, fresh: sorted };
}

/** The places of the gaps that an incident, a service or a name of alerts has. */
function gapsOf({ gapKinds: kinds, gapRefs: refs }: Kept, kind: Gap["kind"], ref: number): number[] {
  const wanted = gapKinds.indexOf(kind);
  const found: number[] = [];
  for (let at = refs.indexOf(ref); at !== -1; at = refs.indexOf(ref, at + 1)) if (kinds[at] === wanted) found.push(at);
  return found;
}

const gapAt = (kept: Kept, at: number): Gap => parsedAt(kept.text, spanAt(kept.gapRows, at)) as Gap;

function costOf(gap: Gap, { costs }: Tally, key: number): Gap {
  return { ...gap, minutes: minutesAt(costs, key), incidents: costs.counts[key] as number };
}

/** Writes the gaps as rows. */
export function writeGaps({ gapRows }: Kept, { segments, fresh }: GapsNow, out: RowSink): void {
  for (const segment of segments) {
    if ("fresh" in segment) out.add(rowText(fresh[segment.fresh], "    "));
    else out.keep(gapRows[2 * segment.from] as number, gapRows[2 * segment.to - 1] as number);
  }
}

/** The first gaps of all. */
export function firstGaps(kept: Kept, { segments, fresh }: GapsNow, most: number): readonly Gap[] {
  const first: Gap[] = [];
  for (const segment of segments) {
    if ("fresh" in segment) first.push(fresh[segment.fresh] as Gap);
    else for (let at = segment.from; at < segment.to && first.length < most; at += 1) first.push(gapAt(kept, at));
    if (first.length >= most) break;
  }
  return first;
}
