import { namesIn } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { omittedIn } from "./why.ts";

/** The alerts of all records, each once a record, in columns. */
export interface Fired {
  /** Their numbers in the order of time, those of one moment in the order of the records. */
  readonly order: ArrayLike<number>;
  /** When people were called, in milliseconds. */
  readonly at: readonly number[];
  /** Which alert it is. */
  readonly alert: readonly number[];
  /** As it is written: a number of `names`. */
  readonly name: readonly number[];
  readonly names: readonly string[];
  readonly truth: readonly Truth[];
  /** Whether another record names the same alert in the 24 hours before: 1. */
  readonly again: Uint8Array;
}

/** A duplicate is of a record that tells. Undefined: it was meant to fire, as in drills, or nobody knows. */
export type Truth = "true" | "cancelled" | "duplicate";

const dayLong = 86_400_000;

interface Alert {
  readonly alert: number;
  readonly name: number;
}

export function firedIn(table: FactTable): Fired {
  const { paths, wholes, numbers } = table;
  const [at, alert, name, truth]: [number[], number[], number[], Truth[]] = [[], [], [], []];
  const keys = new Map<string, number>();
  const names: string[] = [];
  const ofList = new Map<number, readonly Alert[]>();
  const alertsIn = (list: number): readonly Alert[] =>
    namesIn(table, list).map((one) => {
      const key = keys.get(one.key) ?? keys.size;
      keys.set(one.key, key);
      return { alert: key, name: names.push(one.name) - 1 };
    });
  for (let row = 0; row < paths.length; row += 1) {
    const time = numbers.called[row] as number;
    if (Number.isNaN(time)) continue;
    const told = truthOf(table, wholes.left[row] as number);
    if (told === undefined) continue;
    const list = wholes.alerts[row] as number;
    let own = ofList.get(list);
    if (!own) {
      own = alertsIn(list);
      ofList.set(list, own);
    }
    for (const one of own) {
      at.push(time);
      alert.push(one.alert);
      name.push(one.name);
      truth.push(told);
    }
  }
  const order = orderOf(at);
  const again = new Uint8Array(at.length);
  const last = new Float64Array(keys.size).fill(Number.NEGATIVE_INFINITY);
  for (let index = 0; index < order.length; index += 1) {
    const one = order[index] as number;
    const [time, key] = [at[one] as number, alert[one] as number];
    if (time - (last[key] as number) <= dayLong) again[one] = 1;
    last[key] = time;
  }
  return { order, at, alert, name, names, truth, again };
}

function truthOf(table: FactTable, left: number): Truth | undefined {
  if (left === 0) return "true";
  const reason = omittedIn(table, left)?.reason;
  return reason === "cancelled" || reason === "duplicate" ? reason : undefined;
}

/** The numbers of times in the order of time, equal ones as they come: sorted as numbers, where they are small enough. */
function orderOf(times: readonly number[]): ArrayLike<number> {
  const n = times.length;
  const most = times.reduce((so, one) => Math.max(so, Math.abs(one)), 0);
  // Times are whole seconds, and beside one there is room for the place of each.
  if ((most / 1000 + 1) * n > Number.MAX_SAFE_INTEGER) {
    return [...times.keys()].sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  }
  const keys = new Float64Array(n);
  for (let index = 0; index < n; index += 1) keys[index] = ((times[index] as number) / 1000) * n + index;
  keys.sort();
  const order = new Int32Array(n);
  for (let index = 0; index < n; index += 1) {
    const key = keys[index] as number;
    order[index] = key - Math.floor(key / n) * n;
  }
  return order;
}
