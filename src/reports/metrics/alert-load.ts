import type { Span } from "../../model/metrics.ts";
import type { OnCall } from "../../model/metrics-on-call.ts";
import type { Part } from "../../model/metrics-parts.ts";
import { msOf } from "../../model/time.ts";
import { shareOf } from "../share.ts";
import type { FactTable } from "./fact-table.ts";
import { eachFired, type Fired } from "./fired.ts";
import { perShift, type Shifts } from "./shifts.ts";
import { exclusionsIn } from "./why.ts";

/** The window and the one before it, and every file, to know what fired before. */
export interface Alerted {
  readonly table: FactTable;
  readonly window: Span | null;
  readonly before: Span | null;
  /** Null: there is no period before. */
  readonly previous: Int32Array | null;
}

/** How many alerts were recorded, how many meant something, and which came back within a day. */
export function alertLoad({ table, window, before, previous }: Alerted, shifts: Shifts): OnCall["alerts"] {
  const [now, then] = [tallyOver(window), tallyOver(before)];
  const counted = new Map<number, number>();
  eachFired(table, (fired) => {
    const { at } = fired;
    if (at >= now.from && at < now.to) {
      add(now, fired);
      const shift = shifts.numberAt(at);
      counted.set(shift, (counted.get(shift) ?? 0) + 1);
    }
    if (at >= then.from && at < then.to) add(then, fired);
  });
  const last = previous !== null;
  return {
    formula:
      "alerts that records name, each once a record; of counted, cancelled and duplicate incidents, by when people were called",
    n: now.n,
    perShift: perShift(shifts.within(window), counted),
    truePositives: {
      formula: "alerts of counted incidents / alerts of counted and of cancelled incidents",
      ...partOf(now.truly, now.judged),
      previous: last ? partOf(then.truly, then.judged) : null,
      excluded: exclusionsIn(table, calledIn(table, window), table.wholes.alertsWhy),
    },
    refires: {
      formula: "alerts that another record names at most 24 h before / alerts recorded",
      ...partOf(now.again, now.n),
      previous: last ? partOf(then.again, then.n) : null,
      excluded: [],
    },
    previous: last ? { n: then.n } : null,
    byAlert: [...now.alerts.values()].toSorted((a, b) => b.n - a.n || (a.name < b.name ? -1 : 1)),
  };
}

function partOf(held: number, n: number): Part {
  const { with: holding, share } = shareOf(held, n, "");
  return { n, with: holding, share };
}

interface Tally {
  /** Milliseconds: the span, in which nothing is where there is none. */
  readonly from: number;
  readonly to: number;
  n: number;
  /** Those that are no duplicates, which say nothing about their alert that the first report does not say. */
  judged: number;
  truly: number;
  again: number;
  readonly alerts: Map<string, { name: string; n: number; truePositives: number; refires: number }>;
}

function tallyOver(span: Span | null): Tally {
  const [from, to] = span === null ? [0, 0] : [msOf(span.from), msOf(span.to)];
  return { from, to, n: 0, judged: 0, truly: 0, again: 0, alerts: new Map() };
}

function add(tally: Tally, { key, name, truth, again }: Fired): void {
  let own = tally.alerts.get(key);
  if (!own) {
    own = { name, n: 0, truePositives: 0, refires: 0 };
    tally.alerts.set(key, own);
  }
  tally.n += 1;
  own.n += 1;
  if (truth !== "duplicate") tally.judged += 1;
  if (truth === "true") {
    tally.truly += 1;
    own.truePositives += 1;
  }
  if (again) {
    tally.again += 1;
    own.refires += 1;
  }
}

/** Of every file, those whose people were called in a span. */
function calledIn({ paths, numbers: { called } }: FactTable, span: Span | null): Int32Array {
  const [from, to] = span === null ? [0, 0] : [msOf(span.from), msOf(span.to)];
  const rows: number[] = [];
  for (let row = 0; row < paths.length; row += 1) {
    const at = called[row] as number;
    if (at >= from && at < to) rows.push(row);
  }
  return new Int32Array(rows);
}
