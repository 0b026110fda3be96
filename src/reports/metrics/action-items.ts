import { priorities } from "../../model/action-item.ts";
import type { Metrics } from "../../model/metrics.ts";
import { type Instant, msOf, readDate } from "../../model/time.ts";
import { type FactTable, none } from "./fact-table.ts";
import { countOf, type Histogram, histogramFrom, histogramOf, sizeBetween, sizeOf } from "./histogram.ts";
import { kindIn } from "./item-columns.ts";
import { numbersIn } from "./numbers.ts";
import type { Sample } from "./sample.ts";
import { allOf, histogramIn, keyOf, type Tally } from "./tally.ts";

const day = 86_400_000;

/** The action items of each kind, the days on which the open ones are due, and since when the open ones are there. */
export function itemsTally({ texts, items, wholes, numbers }: FactTable, rows: Int32Array): Tally {
  // By the number of the kind's text: an archive has fifty thousand items of a few dozen kinds.
  const [counts, isOpen] = [new Int32Array(texts.length), openKinds(texts)];
  let most = 0;
  for (let at = 0; at < rows.length; at += 1) most += wholes.openActions[rows[at] as number] as number;
  const [since, dated] = [new Float64Array(most), new Float64Array(most)];
  let [open, due] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const from = wholes.actionsFrom[row] as number;
    const end = from + (wholes.actions[row] as number);
    for (let item = from; item < end; item += 1) {
      const kind = items.kind[item] as number;
      counts[kind] = (counts[kind] as number) + 1;
      const date = items.due[item] as number;
      // A kind and a date as one number.
      if (date !== none && isOpen(kind)) dated[due++] = kind * texts.length + date;
    }
    const began = numbers.since[row] as number;
    const own = Number.isNaN(began) ? 0 : (wholes.openActions[row] as number);
    for (let one = 0; one < own; one += 1) since[open++] = began;
  }
  const tally = new Map([[keyOf("since"), histogramOf(since.subarray(0, open))]]);
  const days = daysByKind(texts, histogramOf(dated.subarray(0, due)));
  for (let kind = 0; kind < counts.length; kind += 1) {
    const n = counts[kind] as number;
    if (n === 0) continue;
    const text = texts[kind] as string;
    tally.set(keyOf("items", text), countOf(n));
    tally.set(keyOf("due", text), histogramFrom(days.get(kind) ?? new Map()));
  }
  return tally;
}

/** Whether the items of a kind are open, by the number of the kind's text. */
function openKinds(texts: readonly string[]): (kind: number) => boolean {
  const known = new Uint8Array(texts.length);
  return (kind) => {
    if (known[kind] === 0) known[kind] = kindIn(texts[kind] as string).done ? 1 : 2;
    return known[kind] === 2;
  };
}

/** How many items of each kind are due on each day since 1970-01-01; what is no date is left out. */
function daysByKind(texts: readonly string[], { values, counts }: Histogram): ReadonlyMap<number, Map<number, number>> {
  const kinds = new Map<number, Map<number, number>>();
  const dates = new Map<number, number | undefined>();
  const dayOf = (date: number): number | undefined => {
    if (!dates.has(date)) dates.set(date, dayIn(texts[date] as string));
    return dates.get(date);
  };
  for (let at = 0; at < values.length; at += 1) {
    const pair = values[at] as number;
    const kind = Math.floor(pair / texts.length);
    const number = dayOf(pair - kind * texts.length);
    if (number === undefined) continue;
    const days = kinds.get(kind) ?? new Map<number, number>();
    kinds.set(kind, days.set(number, (days.get(number) ?? 0) + (counts[at] as number)));
  }
  return kinds;
}

function dayIn(text: string): number | undefined {
  const date = readDate(text);
  return date === undefined ? undefined : Date.parse(date) / day;
}

interface Count {
  n: number;
  open: number;
  done: number;
  overdue: number;
}

/** The action items of incidents: how many are done, what is late, and whose they are. */
export function actionItemsOf(
  { tally, excluded }: Sample,
  previous: Sample | null,
  asOf: Instant | null,
): Metrics["actionItems"] {
  const { all, undated, owners, levels } = countsOf(tally, asOf);
  const named = (counts: ReadonlyMap<string, Count>) => [...counts].map(([name, count]) => ({ name, ...count }));
  return {
    formula:
      "check-list items of the Action items sections; overdue: open, and its date is before asOf's; age: from the incident's resolved (where it has none, started) to asOf, of open items",
    ...all,
    undated,
    age: numbersIn(agesOf(histogramIn(tally, "since"), asOf)),
    byOwner: named(owners).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    byPriority: named(levels),
    previous: previous && countsOf(previous.tally, asOf).all,
    excluded: excluded("bodyWhy"),
  };
}

const nothing = (): Count => ({ n: 0, open: 0, done: 0, overdue: 0 });

function countsOf(tally: Tally, asOf: Instant | null) {
  const today = asOf === null ? Number.NEGATIVE_INFINITY : Math.floor(msOf(asOf) / day);
  const [all, owners] = [nothing(), new Map<string, Count>()];
  const levels = new Map<string, Count>([...priorities, "none"].map((name) => [name, nothing()]));
  let undated = 0;
  for (const [[text = ""], counted] of allOf(tally, "items")) {
    const { owner, priority, done } = kindIn(text);
    const n = sizeOf(counted);
    const due = histogramIn(tally, "due", text);
    const overdue = sizeBetween(due, Number.NEGATIVE_INFINITY, today);
    const some = { n, open: done ? 0 : n, done: done ? n : 0, overdue };
    if (!done) undated += n - sizeOf(due);
    const name = owner ?? "nobody";
    const own = owners.get(name) ?? nothing();
    owners.set(name, own);
    for (const count of [all, own, levels.get(priority ?? "none") ?? (levels.get("none") as Count)]) add(count, some);
  }
  return { all, undated, owners, levels };
}

function add(count: Count, { n, open, done, overdue }: Count): void {
  count.n += n;
  count.open += open;
  count.done += done;
  count.overdue += overdue;
}

/** Seconds from some moments to another, of those that are before it. */
function agesOf({ values, counts }: Histogram, asOf: Instant | null): Histogram {
  const now = asOf === null ? Number.NEGATIVE_INFINITY : msOf(asOf);
  let end = values.length;
  while (end > 0 && (values[end - 1] as number) > now) end -= 1;
  const ages = new Float64Array(end);
  for (let at = 0; at < end; at += 1) ages[at] = (now - (values[end - 1 - at] as number)) / 1000;
  return { values: ages, counts: counts.slice(0, end).reverse() };
}
