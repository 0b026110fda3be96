import { type ActionColumn, actionColumns, columnsOf } from "./fact-table.ts";
import type { ActionFact } from "./record-body.ts";

type Columns = Readonly<Record<ActionColumn, Int32Array>>;

interface ItemColumns {
  readonly size: () => number;
  readonly add: (item: ActionFact) => void;
  readonly columns: () => Columns;
}

/** Columns of action items to which more are added. */
export function itemColumns(begun: Columns, numberOf: (text: string | null) => number): ItemColumns {
  let columns = begun;
  let size = begun.done.length;
  const grow = (length: number): void => {
    columns = columnsOf(actionColumns, (name) => {
      const grown = new Int32Array(length);
      grown.set(columns[name].subarray(0, size));
      return grown;
    });
  };
  return {
    size: () => size,
    add: ({ owner, due, priority, done }) => {
      if (size === columns.done.length) grow(2 * size + 64);
      columns.owner[size] = numberOf(owner);
      columns.due[size] = numberOf(due);
      columns.priority[size] = numberOf(priority);
      columns.done[size] = done ? 1 : 0;
      size += 1;
    },
    columns: () => columnsOf(actionColumns, (name) => columns[name].subarray(0, size)),
  };
}
