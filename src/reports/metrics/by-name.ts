import { remembered } from "../../markdown/remembered.ts";
import type { FactTable } from "./fact-table.ts";
import { countOf } from "./histogram.ts";
import { sizesIn } from "./rows.ts";
import { keyOf, type Tally } from "./tally.ts";

/** Incidents that name the same thing. */
export interface Group {
  readonly key: string;
  readonly rows: Int32Array;
}

/** A name as it is compared, and as it was written. */
export interface Named {
  readonly key: string;
  readonly name: string;
}

/** The names of the lists in a table, by the list's number: thousands of incidents have the same few. */
const known = remembered((_: FactTable) => new Map<number, readonly Named[]>());

/** The names of a list, each once: names differ by more than their case and the white space around them. */
export function namesIn(table: FactTable, list: number): readonly Named[] {
  const lists = known(table);
  const found = lists.get(list);
  if (found) return found;
  const written = JSON.parse(table.texts[list] || "[]") as readonly string[];
  const names = new Map<string, Named>();
  for (const said of written) {
    const name = said.trim();
    const key = name.toLowerCase();
    if (!names.has(key)) names.set(key, { key, name });
  }
  const made = [...names.values()];
  lists.set(list, made);
  return made;
}

/** Incidents by the services that each of them names. Several numbers ask for the same groups. */
export const byService = (table: FactTable, rows: Int32Array): readonly Group[] => groupsOf(rows, table);

const groupsOf = remembered((rows: Int32Array, table: FactTable): readonly Group[] => {
  const lists = table.wholes.services;
  const groups = new Map<string, number[]>();
  const ofList = new Map<number, readonly number[][]>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const list = lists[row] as number;
    let own = ofList.get(list);
    if (!own) {
      own = namesIn(table, list).map(({ key }) => {
        const group = groups.get(key) ?? [];
        groups.set(key, group);
        return group;
      });
      ofList.set(list, own);
    }
    for (let one = 0; one < own.length; one += 1) (own[one] as number[]).push(row);
  }
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([key, own]) => ({ key, rows: new Int32Array(own) }));
});

/** How many incidents name what in a column of lists. */
export function namesTally(of: "service" | "cause", table: FactTable, rows: Int32Array, lists: Int32Array): Tally {
  const sums = new Map<string, number>();
  const sizes = sizesIn(rows, lists, table.texts.length);
  for (let list = 0; list < sizes.length; list += 1) {
    const n = sizes[list] as number;
    if (n === 0) continue;
    for (const { key, name } of namesIn(table, list)) {
      const whose = keyOf(of, key, name);
      sums.set(whose, (sums.get(whose) ?? 0) + n);
    }
  }
  return new Map([...sums].map(([key, n]) => [key, countOf(n)]));
}
