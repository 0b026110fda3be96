import { priorities } from "../../model/action-item.ts";
import type { Metrics } from "../../model/metrics.ts";
import { type Instant, msOf, readDate } from "../../model/time.ts";
import { type FactTable, none } from "./fact-table.ts";
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
  const isPast = pastDates(table, asOf);
  const all = nothing();
  // Counted by the number of a text, 0 being none: [open, done, overdue] of each owner and priority.
  const [owners, urgent] = [new Int32Array(3 * (texts.length + 1)), new Int32Array(3 * (texts.length + 1))];
  const ages = new Float64Array(items.done.length);
  let [aged, undated] = [0, 0];
  const now = asOf === null ? Number.NaN : msOf(asOf);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const age = (now - (numbers.since[row] as number)) / 1000;
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      const owner = 3 * ((items.owner[item] as number) + 1);
      const priority = 3 * ((items.priority[item] as number) + 1);
      const done = items.done[item] as number;
      owners[owner + done] = (owners[owner + done] as number) + 1;
      urgent[priority + done] = (urgent[priority + done] as number) + 1;
      if (done === 1) continue;
      if (age >= 0) ages[aged++] = age;
      const past = isPast(items.due[item] as number);
      if (past === unknown) undated += 1;
      if (past !== yes) continue;
      owners[owner + 2] = (owners[owner + 2] as number) + 1;
      urgent[priority + 2] = (urgent[priority + 2] as number) + 1;
    }
  }
  const named = tallied(owners, (text) => texts[text] ?? "nobody");
  const levels = new Map<string, Tally>([...priorities, "none"].map((name) => [name, nothing()]));
  for (const [name, tally] of tallied(urgent, (text) => texts[text] ?? "none")) {
    addTo(levels.get(name) ?? (levels.get("none") as Tally), tally);
  }
  for (const tally of levels.values()) addTo(all, tally);
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...all,
    undated,
    age: numbersOf(ages.subarray(0, aged)),
    byOwner: [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => ({ name, ...tally })),
    byPriority: [...levels].map(([name, tally]) => ({ name, ...tally })),
    previous: previous && tallyOf(table, previous, isPast),
    excluded: exclusionsIn(table, rows, wholes.bodyWhy),
  };
}

/** Counts by the number of a text as tallies by name. */
function tallied(counts: Int32Array, nameOf: (text: number) => string): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (let at = 0; at < counts.length; at += 3) {
    const [open, done, overdue] = [counts[at] as number, counts[at + 1] as number, counts[at + 2] as number];
    if (open + done === 0) continue;
    const name = nameOf(at / 3 - 1);
    const tally = tallies.get(name) ?? nothing();
    addTo(tally, { n: open + done, open, done, overdue });
    tallies.set(name, tally);
  }
  return tallies;
}

const nothing = (): Tally => ({ n: 0, open: 0, done: 0, overdue: 0 });

function addTo(tally: Tally, { n, open, done, overdue }: Tally): void {
  tally.n += n;
  tally.open += open;
  tally.done += done;
  tally.overdue += overdue;
}

function add(tally: Tally, done: boolean, late: boolean): void {
  tally.n += 1;
  if (done) tally.done += 1;
  else tally.open += 1;
  if (late) tally.overdue += 1;
}

const [unknown, no, yes] = [1, 2, 3] as const;
type Past = typeof unknown | typeof no | typeof yes;

/** Whether a date is before a time's, by the number of its text; unknown where it is none. Dates come back in item after item. */
function pastDates({ texts }: FactTable, asOf: Instant | null): (due: number) => Past {
  const known = new Uint8Array(texts.length);
  const pastOf = (due: string): Past => {
    const date = readDate(due);
    return date === undefined ? unknown : asOf !== null && date < asOf.slice(0, 10) ? yes : no;
  };
  return (due) => {
    if (due === none) return unknown;
    const found = known[due] as Past | 0;
    if (found !== 0) return found;
    const past = pastOf(texts[due] as string);
    known[due] = past;
    return past;
  };
}

function tallyOf({ items, wholes }: FactTable, rows: Int32Array, isPast: (due: number) => Past): Tally {
  const all = nothing();
  for (const row of rows) {
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      const done = items.done[item] === 1;
      add(all, done, !done && isPast(items.due[item] as number) === yes);
    }
  }
  return all;
}
