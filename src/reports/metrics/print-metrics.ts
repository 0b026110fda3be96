import { remembered } from "../../markdown/remembered.ts";
import type { Config } from "../../model/config.ts";
import type { Metrics, Span } from "../../model/metrics.ts";
import { msOf } from "../../model/time.ts";
import type { FactTable } from "./fact-table.ts";
import { entriesOf, entryOf, ownLists, type PrintPart, separatorOf } from "./own-lists.ts";
import { tableMetrics } from "./table-metrics.ts";
import { type LeftOut, type Lister, saysOf } from "./why.ts";
import { isWhole, type MetricsAsked } from "./windows.ts";

export interface Printing {
  /** Together to the letter `JSON.stringify(tableMetrics(…), null, 2)`. */
  readonly parts: Iterable<PrintPart>;
  /** The window, where whoever was left out stays left out while it grows; null where that may change. */
  readonly settled: Span | null;
}

/** The name of a list of incidents that a number leaves out, and of what is to be said of files. */
export const listName = ({ column, reason }: Pick<LeftOut, "column" | "reason">): string => `${column} ${reason}`;
export const notesName = "notes";

/**
 * The metrics of a table as JSON. Nearly all of it are incidents that numbers leave out: those are never made into objects, and
 * are parts of their own, since most have nothing but ASCII in them and are written in a fifth of the time.
 */
export function printMetrics(table: FactTable, asked: MetricsAsked, config: Config): Printing {
  const lists = ownLists();
  const listed: Lister = (left) =>
    lists.put({
      name: listName(left),
      n: left.rows.length,
      parts: (indent) => printed(table, left.rows, table.wholes[left.column], indent),
    });
  const metrics = tableMetrics(table, asked, config, listed);
  const { notes, window } = metrics;
  const own = { name: notesName, n: notes.length, parts: (indent: string) => [entriesOf(notes, indent)] };
  const parts = lists.print(notes.length === 0 ? metrics : { ...metrics, notes: lists.put(own) });
  const isOfAll = isWhole(asked) && asked.by === undefined;
  return { parts, settled: isOfAll && window && !isSilentBeyond(window, table) ? window : null };
}

/** Whether a file that tells of no alert would be left out if only the window were larger. */
function isSilentBeyond({ from, to }: NonNullable<Metrics["window"]>, { numbers, wholes }: FactTable): boolean {
  const [first, end] = [msOf(from), msOf(to)];
  return wholes.alertsWhy.some((why, row) => {
    const at = numbers.called[row] as number;
    return why > 0 && (at < first || at >= end);
  });
}

/** What JSON writes otherwise than it is, or may. */
const special = /[^ !#-[\]-~]/;

/** The names of files as JSON has them, without the quotation marks. */
const namesOf = remembered(({ paths }: FactTable): readonly string[] => {
  if (!special.test(paths.join(""))) return paths;
  return paths.map((path) => (special.test(path) ? JSON.stringify(path).slice(1, -1) : path));
});

/** As many are printed at once: new memory is what takes longest, and so much is used again. */
const most = 300;

function* printed(table: FactTable, rows: Int32Array, why: Int32Array, indent: string): Iterable<string> {
  const names = namesOf(table);
  const [before, between, after] = entryOf(indent);
  const begin = `${before}"`;
  const next = `${separatorOf(indent)}${begin}`;
  let first = begin;
  for (let at = 0; at < rows.length; ) {
    const one = why[rows[at] as number] as number;
    const behind = `"${between}${JSON.stringify(table.texts[saysOf(one)])}${after}`;
    // Most are left out for the same reason as the one before.
    const run: string[] = [];
    for (let row = rows[at] as number; why[row] === one && run.length < most; row = rows[++at] as number) {
      run.push(names[row] as string);
    }
    yield first + run.join(behind + next) + behind;
    first = next;
  }
}
