import type { Metrics } from "../../model/metrics.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";

/** Files, and what is said of each. */
type Said = Exclusion["incidents"];

/** A list of files that is printed in a way of its own. */
export interface OwnList {
  readonly name: string;
  /** How many are in it, which is never none. */
  readonly n: number;
  /** What stands between the brackets, with so much before each line. */
  readonly parts: (indent: string) => Iterable<string | Uint8Array>;
}

/** Where a list of its own begins and ends. */
export interface ListEdge {
  readonly kind: "begins" | "ends";
  readonly list: OwnList;
  readonly indent: string;
}

export type PrintPart = string | Uint8Array | ListEdge;

/** Lists that are printed later, and what stands for each of them until then. */
export interface OwnLists {
  readonly put: (list: OwnList) => Said;
  /** The parts of metrics as JSON, together to the letter `JSON.stringify(metrics, null, 2)`. */
  readonly print: (metrics: Metrics) => Iterable<PrintPart>;
}

/** No path of a file begins with this sign. */
const mark = /\{\n( +)"path": "\\u0000(\d+)",\n +"says": ""\n +\}/;

export function ownLists(): OwnLists {
  const lists: OwnList[] = [];
  return {
    put: (list) => [{ path: `\0${lists.push(list) - 1}`, says: "" }],
    *print(metrics) {
      // Cut at the marks: a text, an indentation, a number, a text …
      const cut = JSON.stringify(metrics, null, 2).split(mark);
      for (let at = 0; at < cut.length; at += 3) {
        yield cut[at] as string;
        const [indent = "", list] = [cut[at + 1], lists[Number(cut[at + 2])]];
        if (!list) continue;
        yield { kind: "begins", list, indent };
        yield* list.parts(indent);
        yield { kind: "ends", list, indent };
      }
    },
  };
}

/** What one of a list is printed as, in three parts: up to its path as JSON, from there to what is said of it, and the end. */
export function entryOf(indent: string): readonly [before: string, between: string, after: string] {
  return [`{\n${indent}"path": `, `,\n${indent}"says": `, `\n${indent.slice(2)}}`];
}

/** What stands between two of a list. */
export const separatorOf = (indent: string): string => `,\n${indent.slice(2)}`;

/** The text of some that follow each other in a list. */
export function entriesOf(said: Said, indent: string): string {
  const [before, between, after] = entryOf(indent);
  return said
    .map(({ path, says }) => `${before}${JSON.stringify(path)}${between}${JSON.stringify(says)}${after}`)
    .join(separatorOf(indent));
}
