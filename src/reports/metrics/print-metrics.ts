import { remembered } from "../../markdown/remembered.ts";
import type { Config } from "../../model/config.ts";
import type { FactTable } from "./fact-table.ts";
import { type MetricsAsked, tableMetrics } from "./table-metrics.ts";
import { saysOf } from "./why.ts";

/** A list that is printed later: no path of a file begins with this sign. */
const mark = /\{\n( +)"path": "\\u0000(\d+)",\n +"says": ""\n +\}/g;

/**
 * The metrics of a table as JSON, to the letter as `JSON.stringify(tableMetrics(…), null, 2)`. Nearly all of it are incidents that
 * numbers leave out: those are never made into objects.
 */
export function printMetrics(table: FactTable, asked: MetricsAsked, config: Config): string {
  const lists: { readonly rows: Int32Array; readonly why: Int32Array }[] = [];
  const listed = (rows: Int32Array, why: Int32Array) => [{ path: `\0${lists.push({ rows, why }) - 1}`, says: "" }];
  const text = JSON.stringify(tableMetrics({ ...table, listed }, asked, config), null, 2);
  return text.replace(mark, (_, indent: string, number: string) => {
    const { rows, why } = lists[Number(number)] as (typeof lists)[number];
    return printed(table, rows, why, indent);
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
