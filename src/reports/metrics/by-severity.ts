import { remembered } from "../../markdown/remembered.ts";
import { severities } from "../../model/incident-words.ts";
import type { Group } from "./by-name.ts";
import type { FactTable } from "./fact-table.ts";

/** Incidents by severity, those of none too; those without one come last, where there are any. */
export const bySeverity = (table: FactTable, rows: Int32Array): readonly Group[] => groupsOf(rows, table);

const groupsOf = remembered((rows: Int32Array, { wholes: { severity } }: FactTable): readonly Group[] => {
  const groups: number[][] = [...severities, "unknown"].map(() => []);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number;
    const own = severity[row] as number;
    (groups[own === -1 ? severities.length : own] as number[]).push(row);
  }
  const all = groups.map((own, number) => ({ key: severities[number] ?? "unknown", rows: new Int32Array(own) }));
  return all.filter(({ key, rows: own }) => key !== "unknown" || own.length > 0);
});
