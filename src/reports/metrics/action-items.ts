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
  const owners = new Array<Tally | undefined>(texts.length);
  const nobody = nothing();
  const urgency = new Map<string, Tally>([...priorities, "none"].map((name) => [name, nothing()]));
  const undecided = urgency.get("none") as Tally;
  const urgencies = texts.map((said) => urgency.get(said) ?? undecided);
  const ages: number[] = [];
  let undated = 0;
  const now = asOf === null ? Number.NaN : msOf(asOf);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const since = numbers.since[row] as number;
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      const [owner, priority] = [items.owner[item] as number, items.priority[item] as number];
      const done = items.done[item] === 1;
      const past = isPast(items.due[item] as number);
      const late = !done && past === yes;
      add(all, done, late);
      if (owner === none) add(nobody, done, late);
      else add(tallyAt(owners, owner), done, late);
      add(urgencies[priority] ?? undecided, done, late);
      if (done) continue;
      if (past === unknown) undated += 1;
      if (now >= since) ages.push((now - since) / 1000);
    }
  }
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...all,
    undated,
    age: numbersOf(ages),
    byOwner: ownersOf(texts, owners, nobody),
    byPriority: [...urgency].map(([name, tally]) => ({ name, ...tally })),
    previous: previous && tallyOf(table, previous, isPast),
    excluded: exclusionsIn(table, rows, wholes.bodyWhy),
  };
}

type Owned = Metrics["actionItems"]["byOwner"];

/** By name; who is written as `nobody` is nobody. */
function ownersOf(texts: readonly string[], owners: readonly (Tally | undefined)[], nobody: Tally): Owned {
  const named = new Map<string, Tally>(nobody.n > 0 ? [["nobody", nobody]] : []);
  owners.forEach((tally, text) => {
    const name = texts[text] as string;
    const other = named.get(name);
    if (tally) named.set(name, other ? sum(tally, other) : tally);
  });
  return [...named].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => ({ name, ...tally }));
}

function tallyAt(tallies: (Tally | undefined)[], text: number): Tally {
  const tally = tallies[text] ?? nothing();
  tallies[text] = tally;
  return tally;
}

const nothing = (): Tally => ({ n: 0, open: 0, done: 0, overdue: 0 });

const sum = (a: Tally, b: Tally): Tally => ({
  n: a.n + b.n,
  open: a.open + b.open,
  done: a.done + b.done,
  overdue: a.overdue + b.overdue,
});

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
