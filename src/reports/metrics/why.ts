import { type ExclusionReason, exclusionReasons } from "../../model/exclusion-reasons.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";
import type { FactTable, WhyColumn } from "./fact-table.ts";

/** Why an incident is not in a number. */
export interface Omitted {
  readonly reason: ExclusionReason;
  readonly says: string;
}

/** Reasons fit beside a text's number. */
const room = 16;

/** An omission as one number, above 0. `says` is the number of its text in the table. */
export function whyOf(reason: ExclusionReason, says: number): number {
  return says * room + exclusionReasons.indexOf(reason) + 1;
}

/** Why something is left out; undefined where it is not. */
export function omittedIn({ texts }: FactTable, why: number): Omitted | undefined {
  const reason = why > 0 ? exclusionReasons[(why % room) - 1] : undefined;
  return reason && { reason, says: texts[Math.floor(why / room)] ?? "" };
}

/** Which text an omission holds, and the same omission with another. */
export const saysOf = (why: number): number => Math.floor(why / room);
export const withSays = (why: number, says: number): number => says * room + (why % room);

/** Incidents that a number leaves out for one reason, by their rows. */
export interface LeftOut {
  readonly column: WhyColumn;
  readonly reason: ExclusionReason;
  readonly rows: Int32Array;
}

/** How incidents that a number leaves out are told. */
export type Lister = (left: LeftOut) => Exclusion["incidents"];

/** What a column leaves out of some rows, by reason, in the order of the reasons; reasons without any are left out. */
export function exclusionsIn(table: FactTable, rows: Int32Array, column: WhyColumn, listed: Lister): Exclusion[] {
  const why = table.wholes[column];
  const [sizes, found] = [new Int32Array(room), new Int32Array(rows.length)];
  let n = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const one = why[row] as number;
    if (one <= 0) continue;
    found[n++] = row;
    sizes[one % room] = (sizes[one % room] as number) + 1;
  }
  if (n === 0) return [];
  const groups = exclusionReasons.map((_, at) => new Int32Array(sizes[at + 1] as number));
  sizes.fill(0);
  for (let at = 0; at < n; at += 1) {
    const row = found[at] as number;
    const sign = (why[row] as number) % room;
    (groups[sign - 1] as Int32Array)[sizes[sign] as number] = row;
    sizes[sign] = (sizes[sign] as number) + 1;
  }
  return exclusionReasons.flatMap((reason, at) => {
    const group = groups[at] as Int32Array;
    return group.length === 0 ? [] : [{ reason, n: group.length, incidents: listed({ column, reason, rows: group }) }];
  });
}

/** As lists, each incident with what is said of it. */
export function listerOf({ paths, texts, wholes }: FactTable): Lister {
  return ({ column, rows }) =>
    Array.from(rows, (row) => ({
      path: paths[row] as string,
      says: texts[saysOf(wholes[column][row] as number)] as string,
    }));
}
