import { priorities } from "../../model/action-item.ts";
import type { Metrics } from "../../model/metrics.ts";
import { type Instant, msOf, readDate } from "../../model/time.ts";
import { type FactTable, none } from "./fact-table.ts";
import { type ItemKind, kindIn } from "./item-columns.ts";
import { numbersOf } from "./numbers.ts";
import { exclusionsIn } from "./why.ts";

interface Tally {
  n: number;
  open: number;
  done: number;
  overdue: number;
}

/** The action items of incidents: how many are done, what is late, and whose they are. */
export function actionItemsOf(
  table: FactTable,
  rows: Int32Array,
  previous: Int32Array | null,
  asOf: Instant | null,
): Metrics["actionItems"] {
  const { texts, items, wholes, numbers } = table;
  const { isPast, known: pasts } = pastDates(table, asOf);
  const { isOpen, known: opens, kindOf } = kindsOf(table);
  // By the number of the kind's text.
  const [counts, late] = [new Int32Array(texts.length), new Int32Array(texts.length)];
  const ages = new Float64Array(items.kind.length);
  let [aged, undated] = [0, 0];
  const now = asOf === null ? Number.NaN : msOf(asOf);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const age = (now - (numbers.since[row] as number)) / 1000;
    const open = wholes.openActions[row] as number;
    if (age >= 0) {
      ages.fill(age, aged, aged + open);
      aged += open;
    }
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      const kind = items.kind[item] as number;
      counts[kind] = (counts[kind] as number) + 1;
      if ((opens[kind] || isOpen(kind)) !== 1) continue;
      const due = items.due[item] as number;
      const past = pasts[due] || isPast(due);
      if (past === unknown) undated += 1;
      else if (past === yes) late[kind] = (late[kind] as number) + 1;
    }
  }
  const [all, owners] = [nothing(), new Map<string, Tally>()];
  const levels = new Map<string, Tally>([...priorities, "none"].map((name) => [name, nothing()]));
  for (const [text, n] of counts.entries()) {
    if (n === 0) continue;
    const { owner, priority, done } = kindOf(text);
    const some = { n, open: done ? 0 : n, done: done ? n : 0, overdue: late[text] as number };
    const name = owner ?? "nobody";
    const own = owners.get(name) ?? nothing();
    owners.set(name, own);
    for (const tally of [all, own, levels.get(priority ?? "none") ?? (levels.get("none") as Tally)]) add(tally, some);
  }
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...all,
    undated,
    age: numbersOf(ages.subarray(0, aged)),
    byOwner: [...owners].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => ({ name, ...tally })),
    byPriority: [...levels].map(([name, tally]) => ({ name, ...tally })),
    previous: previous && tallyOf(table, previous, isPast),
    excluded: exclusionsIn(table, rows, wholes.bodyWhy),
  };
}

const nothing = (): Tally => ({ n: 0, open: 0, done: 0, overdue: 0 });

function add(tally: Tally, { n, open, done, overdue }: Tally): void {
  tally.n += n;
  tally.open += open;
  tally.done += done;
  tally.overdue += overdue;
}

/** The kinds of the items of a table, by the numbers of their texts; open is 1. */
function kindsOf({ texts }: FactTable): {
  readonly isOpen: (text: number) => number;
  /** What `isOpen` said already, else 0: it is asked for every item of an archive. */
  readonly known: Uint8Array;
  readonly kindOf: (text: number) => ItemKind;
} {
  const known = new Uint8Array(texts.length);
  const kindOf = (text: number): ItemKind => kindIn(texts[text] as string);
  return {
    isOpen: (text) => {
      if (known[text] === 0) known[text] = kindOf(text).done ? 2 : 1;
      return known[text] as number;
    },
    known,
    kindOf,
  };
}

const [unknown, no, yes] = [1, 2, 3] as const;
type Past = typeof unknown | typeof no | typeof yes;

/** Whether a date is before a time's, by the number of its text; unknown where it is none. Dates come back in item after item. */
function pastDates(
  { texts }: FactTable,
  asOf: Instant | null,
): Readonly<{ isPast: (due: number) => number; known: Uint8Array }> {
  const known = new Uint8Array(texts.length);
  const pastOf = (due: string): Past => {
    const date = readDate(due);
    return date === undefined ? unknown : asOf !== null && date < asOf.slice(0, 10) ? yes : no;
  };
  const isPast = (due: number): number => {
    if (due === none) return unknown;
    if (known[due] === 0) known[due] = pastOf(texts[due] as string);
    return known[due] as number;
  };
  return { isPast, known };
}

function tallyOf(table: FactTable, rows: Int32Array, isPast: (due: number) => number): Tally {
  const { items, wholes } = table;
  const { isOpen } = kindsOf(table);
  const all = nothing();
  for (const row of rows) {
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      all.n += 1;
      if (isOpen(items.kind[item] as number) !== 1) all.done += 1;
      else {
        all.open += 1;
        if (isPast(items.due[item] as number) === yes) all.overdue += 1;
      }
    }
  }
  return all;
}
