import type { ArchiveTally } from "../../reports/metrics/archive-tally.ts";
import type { Histogram } from "../../reports/metrics/histogram.ts";
import type { Tally } from "../../reports/metrics/tally.ts";
import type { Columns } from "./columns-bytes.ts";

type Parts = Pick<Columns, "numbers" | "texts">;

/** A tally as columns: the names of its histograms, the size of each, and all their numbers one below the other. */
export function columnsOfTally({ counted, files }: ArchiveTally): Parts {
  const all = [...counted, ...files];
  const sizes = Int32Array.from(all, ([, { values }]) => values.length);
  const room = sizes.reduce((sum, one) => sum + one, 0);
  const [values, counts] = [new Float64Array(room), new Int32Array(room)];
  let at = 0;
  for (const [, own] of all) {
    values.set(own.values, at);
    counts.set(own.counts, at);
    at += own.values.length;
  }
  return {
    numbers: { tallySizes: sizes, tallyValues: values, tallyCounts: counts, tallyCounted: Int32Array.of(counted.size) },
    texts: { tallyNames: all.map(([name]) => name) },
  };
}

/** The tally that stands in columns; undefined where none does. */
export function tallyInColumns({ numbers, texts }: Parts): ArchiveTally | undefined {
  const { tallySizes: sizes, tallyValues: values, tallyCounts: counts, tallyCounted } = numbers;
  const { tallyNames: names } = texts;
  if (!(values instanceof Float64Array && counts instanceof Int32Array && sizes && tallyCounted && names))
    return undefined;
  let at = 0;
  const all = names.map((name, index): readonly [string, Histogram] => {
    const from = at;
    at += sizes[index] as number;
    return [name, { values: values.subarray(from, at), counts: counts.subarray(from, at) }];
  });
  const of = (some: typeof all): Tally => new Map(some);
  return { counted: of(all.slice(0, tallyCounted[0])), files: of(all.slice(tallyCounted[0])) };
}
