import { type ExclusionReason, exclusionReasons } from "../../model/exclusion-reasons.ts";
import type { Exclusion } from "../../model/metrics-parts.ts";
import type { FactTable } from "./fact-table.ts";

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

type Incidents = { path: string; says: string }[];

/** What a column leaves out of some rows, by reason, in the order of the reasons; reasons without any are left out. */
export function exclusionsIn({ paths, texts }: FactTable, rows: Int32Array, why: Int32Array): Exclusion[] {
  const groups: Incidents[] = exclusionReasons.map(() => []);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const one = why[row] as number;
    if (one <= 0) continue;
    groups[(one % room) - 1]?.push({ path: paths[row] as string, says: texts[Math.floor(one / room)] as string });
  }
  return exclusionReasons.flatMap((reason, at) => {
    const incidents = groups[at] as Incidents;
    return incidents.length === 0 ? [] : [{ reason, n: incidents.length, incidents }];
  });
}
