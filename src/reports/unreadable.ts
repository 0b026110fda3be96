import type { Unreadable } from "../model/alert.ts";
import type { Excluded } from "./coverage.ts";

/** All that can't be read, incidents too, in the order of paths. */
export function withIncidents(others: readonly Unreadable[], incidents: readonly Excluded[]): readonly Unreadable[] {
  return [...others, ...incidents.map(({ path, reason }) => ({ path, line: 1, reason }))].toSorted(byPlace);
}

function byPlace(a: Unreadable, b: Unreadable): number {
  return a.path < b.path ? -1 : Number(a.path > b.path) || a.line - b.line;
}
