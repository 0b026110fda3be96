import { remembered } from "../../markdown/remembered.ts";
import type { Config } from "../../model/config.ts";
import type { FactTable } from "./fact-table.ts";
import { type MetricsAsked, tableMetrics } from "./table-metrics.ts";
import { saysOf } from "./why.ts";

/** A list that is printed later: no path of a file begins with this sign. */
const mark = /\{\n( +)"path": "\\u0000(\d+)",\n +"says": ""\n +\}/;

/**
 * The metrics of a table as the parts of a JSON text, together to the letter `JSON.stringify(tableMetrics(…), null, 2)`. Nearly all
 * of it are incidents that numbers leave out: those are never made into objects, and are parts of their own, since most have
 * nothing but ASCII in them and are written in a fifth of the time.
 */
export function* printMetrics(table: FactTable, asked: MetricsAsked, config: Config): Iterable<string> {
  const lists: { readonly rows: Int32Array; readonly why: Int32Array }[] = [];
  const listed = (rows: Int32Array, why: Int32Array) => [{ path: `\0${lists.push({ rows, why }) - 1}`, says: "" }];
  const text = JSON.stringify(tableMetrics({ ...table, listed }, asked, config), null, 2);
  // Cut at the marks: a text, an indentation, a number, a text …
  const cut = text.split(mark);
  for (let at = 0; at < cut.length; at += 3) {
    yield cut[at] as string;
    const list = lists[Number(cut[at + 2])];
    if (list) yield* printed(table, list.rows, list.why, cut[at + 1] as string);
  }
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
  const end = indent.slice(2);
  const begin = `{\n${indent}"path": "`;
  const ends = (says: number): string => `",\n${indent}"says": ${JSON.stringify(table.texts[says])}\n${end}}`;
  let between = begin;
  for (let at = 0; at < rows.length; ) {
    const one = why[rows[at] as number] as number;
    const behind = ends(saysOf(one));
    // Most are left out for the same reason as the one before.
    const run: string[] = [];
    for (let row = rows[at] as number; why[row] === one && run.length < most; row = rows[++at] as number) {
      run.push(names[row] as string);
    }
    yield between + run.join(`${behind},\n${end}${begin}`) + behind;
    between = `,\n${end}${begin}`;
  }
}
