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
  const known = new Map<string | null, Map<string | null, number[]>>();
  /** Asked for fifty thousand items: a text is only made for the first of a kind. */
  const kindOf = (owner: string | null, priority: string | null, done: boolean): number => {
    const own = known.get(owner) ?? new Map<string | null, number[]>();
    if (own.size === 0) known.set(owner, own);
    const numbers = own.get(priority) ?? [];
    if (numbers.length === 0) {
      numbers.push(...[false, true].map((is) => numberOf(kindText({ owner, priority, done: is }))));
      own.set(priority, numbers);
    }
    return numbers[done ? 1 : 0] as number;
  };
  return {
    size: () => size,
    add: ({ owner, due, priority, done }) => {
      if (size === columns.kind.length) grow(2 * size + 64);
      columns.kind[size] = kindOf(owner, priority, done);
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
