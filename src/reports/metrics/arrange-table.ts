import {
  actionColumns,
  columnsOf,
  type FactTable,
  none,
  numberColumns,
  type WholeColumn,
  wholeColumns,
} from "./fact-table.ts";
import { saysOf, withSays } from "./why.ts";

/**
 * A table for other paths, with rows of a known one; rows that are in no run are still to be filled. The texts and action
 * items stay as they are, so that nothing has to be numbered anew.
 */
export function arrangedTable(known: FactTable, paths: readonly string[], runs: readonly Run[]): FactTable {
  const arranged = <Column extends Float64Array | Int32Array>(column: Column, room: Column): Column =>
    copiedRuns(column, room, runs, 1);
  return {
    paths,
    texts: known.texts,
    numbers: columnsOf(numberColumns, (name) => arranged(known.numbers[name], new Float64Array(paths.length))),
    wholes: columnsOf(wholeColumns, (name) => arranged(known.wholes[name], new Int32Array(paths.length))),
    items: known.items,
  };
}

/** The numbers of known rows in a column for other rows, so many for each. */
export function copiedRuns<Column extends Float64Array | Int32Array | Uint8Array>(
  column: Column,
  room: Column,
  runs: readonly Run[],
  each: number,
): Column {
  for (const { to, start, length } of runs) room.set(column.subarray(start * each, (start + length) * each), to * each);
  return room;
}

/** Known rows that follow each other in both tables: where they stand now, and where they stood. */
export interface Run {
  readonly to: number;
  readonly start: number;
  readonly length: number;
}

/** Columns of texts, and of omissions and verdicts, which hold a text too. */
const textColumns = ["type", "services", "causes", "alerts", "people", "notes", "revenueUnit", "creditsUnit"] as const;
const whyColumns = wholeColumns.filter(
  (name) =>
    name === "left" || name.endsWith("Why") || /Why\d$/.test(name) || /^(?:response|written|onTime)$/.test(name),
);

/** The same table without texts and action items that no row has any more: what is kept from run to run does not grow. */
export function tidiedTable(table: FactTable): FactTable {
  const texts = [""];
  const numbers = new Map<number, number>([[0, 0]]);
  const numberOf = (old: number): number => {
    const known = numbers.get(old);
    if (known !== undefined) return known;
    numbers.set(old, texts.length);
    return texts.push(table.texts[old] as string) - 1;
  };
  const renumbered = (column: Int32Array): Int32Array => column.map(numberOf);
  const wholes = columnsOf(wholeColumns, (name: WholeColumn) => table.wholes[name]);
  for (const name of textColumns) wholes[name] = renumbered(wholes[name]);
  for (const name of whyColumns) {
    wholes[name] = wholes[name].map((why) => (why > 0 ? withSays(why, numberOf(saysOf(why))) : why));
  }
  const { actionsFrom, actions } = table.wholes;
  const starts = new Int32Array(actionsFrom.length);
  const order: number[] = [];
  for (let row = 0; row < starts.length; row += 1) {
    const from = actionsFrom[row] as number;
    starts[row] = order.length;
    for (let item = from; item < from + (actions[row] as number); item += 1) order.push(item);
  }
  const items = columnsOf(actionColumns, (name) => {
    const column = Int32Array.from(order, (item) => table.items[name][item] as number);
    return column.map((text) => (text === none ? none : numberOf(text)));
  });
  return { paths: table.paths, texts, numbers: table.numbers, wholes: { ...wholes, actionsFrom: starts }, items };
}
