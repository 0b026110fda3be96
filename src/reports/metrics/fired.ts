import { namesIn } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";
import { countOf, type Histogram, histogramOf } from "./histogram.ts";
import { keyOf, type Tally } from "./tally.ts";
import { omittedIn } from "./why.ts";

/** What became of a record that names an alert, by its number: a duplicate is of one that tells. */
export const truths = { true: 0, cancelled: 1, duplicate: 2 } as const;
type Truth = (typeof truths)[keyof typeof truths];

/** When people were called, in milliseconds, and what became of the record, as one number in the order of time. */
const firedNumber = (at: number, truth: Truth): number => at * 4 + truth;
export const firedAt = (number: number): number => Math.floor(number / 4);

/** An alert as one list of a record writes it. */
interface Written {
  readonly name: string;
  n: number;
  /** All that fired of the alert, however it is written. */
  readonly fired: number[];
}

/** When each alert fired, each once a record, and how often it is written how. */
export function firedTally(table: FactTable, rows: Int32Array): Tally {
  const { wholes, numbers } = table;
  const alerts = new Map<string, { readonly fired: number[]; readonly written: Map<string, Written> }>();
  const writtenIn = (list: number): readonly Written[] =>
    namesIn(table, list).map(({ key, name }) => {
      const own = alerts.get(key) ?? { fired: [], written: new Map<string, Written>() };
      alerts.set(key, own);
      const one = own.written.get(name) ?? { name, n: 0, fired: own.fired };
      own.written.set(name, one);
      return one;
    });
  const lists = new Map<number, readonly Written[]>();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number;
    const at = numbers.called[row] as number;
    const list = wholes.alerts[row] as number;
    if (list === 0 || Number.isNaN(at)) continue;
    const truth = truthOf(table, wholes.left[row] as number);
    if (truth === undefined) continue;
    const own = lists.get(list) ?? writtenIn(list);
    lists.set(list, own);
    const number = firedNumber(at, truth);
    for (let one = 0; one < own.length; one += 1) {
      const written = own[one] as Written;
      written.n += 1;
      written.fired.push(number);
    }
  }
  const tally = new Map<string, Histogram>();
  for (const [key, { fired, written }] of alerts) {
    tally.set(keyOf("fired", key), histogramOf(new Float64Array(fired)));
    for (const { name, n } of written.values()) tally.set(keyOf("fired as", key, name), countOf(n));
  }
  return tally;
}

/** Undefined where an alert was meant to fire, as in drills, or nobody knows. */
function truthOf(table: FactTable, left: number): Truth | undefined {
  if (left === 0) return truths.true;
  const reason = omittedIn(table, left)?.reason;
  return reason === "cancelled" || reason === "duplicate" ? truths[reason] : undefined;
}
