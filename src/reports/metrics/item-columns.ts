import { type ActionColumn, actionColumns, columnsOf, none } from "./fact-table.ts";
import type { ActionFact } from "./record-body.ts";

type Columns = Readonly<Record<ActionColumn, Int32Array>>;

interface ItemColumns {
  readonly size: () => number;
  readonly add: (item: ActionFact) => void;
  readonly columns: () => Columns;
}

/** Columns of action items to which more are added. */
export function itemColumns(begun: Columns, numberOf: (text: string) => number): ItemColumns {
  let columns = begun;
  let size = begun.kind.length;
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
      if (size === columns.kind.length) grow(2 * size + 64);
      columns.kind[size] = numberOf(kindText({ owner, priority, done }));
      columns.due[size] = due === null ? none : numberOf(due);
      size += 1;
    },
    columns: () => columnsOf(actionColumns, (name) => columns[name].subarray(0, size)),
  };
}

/** What is counted of an item besides its date. */
export type ItemKind = Pick<ActionFact, "owner" | "priority" | "done">;

function kindText({ owner, priority, done }: ItemKind): string {
  return JSON.stringify([owner, priority, done]);
}

/** The kind of an item as its text says it. */
export function kindIn(text: string): ItemKind {
  const [owner, priority, done] = JSON.parse(text) as [string | null, string | null, boolean];
  return { owner, priority, done };
}
