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
export function printMetrics(table: FactTable, asked: MetricsAsked, config: Config): readonly string[] {
  const lists: { readonly rows: Int32Array; readonly why: Int32Array }[] = [];
  const listed = (rows: Int32Array, why: Int32Array) => [{ path: `\0${lists.push({ rows, why }) - 1}`, says: "" }];
  const text = JSON.stringify(tableMetrics({ ...table, listed }, asked, config), null, 2);
  // Cut at the marks: a text, an indentation, a number, a text …
  const cut = text.split(mark);
  return cut.flatMap((part, at) => {
    if (at % 3 === 0) return part;
    if (at % 3 === 1) return [];
    const { rows, why } = lists[Number(part)] as (typeof lists)[number];
    return printed(table, rows, why, cut[at - 1] as string);
  });
}

/** The names of files as JSON has them, without the quotation marks. */
const namesOf = remembered(({ paths }: FactTable): readonly string[] => {
  const plain = !/["\\\p{C}]/u.test(paths.join(""));
  return plain ? paths : paths.map((path) => JSON.stringify(path).slice(1, -1));
});

function printed(table: FactTable, rows: Int32Array, why: Int32Array, indent: string): string {
  const names = namesOf(table);
  const end = indent.slice(2);
  const behind = (says: number): string =>
    `",\n${indent}"says": ${JSON.stringify(table.texts[says])}\n${end}},\n${end}{\n${indent}"path": "`;
  const parts: string[] = [];
  for (let at = 0; at < rows.length; ) {
    const says = saysOf(why[rows[at] as number] as number);
    const run: string[] = [];
    // Most are left out for the same reason as the one before.
    while (at < rows.length && saysOf(why[rows[at] as number] as number) === says) {
      run.push(names[rows[at] as number] as string);
      at += 1;
    }
    const between = behind(says);
    parts.push(run.join(between), between);
  }
  const last = parts.pop() as string;
  return `{\n${indent}"path": "${parts.join("")}${last.slice(0, last.lastIndexOf(`,\n${end}{`))}`;
}
