import { namesIn } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { omittedIn } from "./why.ts";

/** One alert of one record. */
export interface Fired {
  /** When people were called, in milliseconds. */
  readonly at: number;
  /** Which alert it is, and as it is written there. */
  readonly key: string;
  readonly name: string;
  /** What became of the record: a duplicate is of one that tells. */
  readonly truth: "true" | "cancelled" | "duplicate";
  /** Whether another record names the same alert in the 24 hours before. */
  readonly again: boolean;
}

const dayLong = 86_400_000;

interface Seen {
  readonly key: string;
  last: number;
}

/** Tells the alerts of all records, each once a record, in the order of time; those of one moment in the order of the records. */
export function eachFired(table: FactTable, tell: (fired: Fired) => void): void {
  const { wholes, numbers } = table;
  const seen = new Map<string, Seen>();
  const ofList = new Map<number, readonly { readonly name: string; readonly seen: Seen }[]>();
  for (const row of rowsByTime(numbers.called)) {
    const truth = truthOf(table, wholes.left[row] as number);
    if (truth === undefined) continue;
    const at = numbers.called[row] as number;
    const list = wholes.alerts[row] as number;
    let own = ofList.get(list);
    if (!own) {
      own = namesIn(table, list).map(({ key, name }) => {
        const one = seen.get(key) ?? { key, last: Number.NEGATIVE_INFINITY };
        seen.set(key, one);
        return { name, seen: one };
      });
      ofList.set(list, own);
    }
    for (const { name, seen: one } of own) {
      tell({ at, key: one.key, name, truth, again: at - one.last <= dayLong });
      one.last = at;
    }
  }
}

/** Undefined where an alert was meant to fire, as in drills, or nobody knows. */
function truthOf(table: FactTable, left: number): Fired["truth"] | undefined {
  if (left === 0) return "true";
  const reason = omittedIn(table, left)?.reason;
  return reason === "cancelled" || reason === "duplicate" ? reason : undefined;
}

/** The rows that have a time, in the order of time: sorted as numbers, where they are small enough. */
function rowsByTime(times: Float64Array): Int32Array {
  const n = times.length;
  const keys = new Float64Array(n);
  let [found, most] = [0, 0];
  for (let row = 0; row < n; row += 1) {
    const time = times[row] as number;
    if (Number.isNaN(time)) continue;
    // Times are whole seconds, and beside one there is room for the number of a row.
    keys[found++] = (time / 1000) * n + row;
    most = Math.max(most, Math.abs(time));
  }
  const rows = new Int32Array(found);
  if ((most / 1000 + 1) * n > Number.MAX_SAFE_INTEGER) {
    const some = [...times.keys()].filter((row) => !Number.isNaN(times[row]));
    return rows.map((_, at) => some[at] as number).sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  }
  const sorted = keys.subarray(0, found).sort();
  for (let at = 0; at < found; at += 1) {
    const key = sorted[at] as number;
    rows[at] = key - Math.floor(key / n) * n;
  }
  return rows;
}
