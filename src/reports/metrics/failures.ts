import { remembered } from "../../markdown/remembered.ts";
import type { Metrics } from "../../model/metrics.ts";
import type { IncidentFact } from "./fact.ts";
import { numbersOf } from "./numbers.ts";

/** Incidents by what each of them names, under the first way to write it: names differ by more than their case. */
export function byName(
  facts: readonly IncidentFact[],
  namesOf: (fact: IncidentFact) => readonly string[],
): ReadonlyMap<string, readonly IncidentFact[]> {
  const groups = new Map<string, { readonly name: string; readonly facts: IncidentFact[] }>();
  const written = new Map<string, IncidentFact[]>();
  const groupOf = (said: string): IncidentFact[] => {
    const name = said.trim();
    const key = name.toLowerCase();
    const group = groups.get(key) ?? { name, facts: [] };
    groups.set(key, group);
    written.set(said, group.facts);
    return group.facts;
  };
  for (const fact of facts) {
    for (const said of namesOf(fact)) {
      const group = written.get(said) ?? groupOf(said);
      if (group[group.length - 1] !== fact) group.push(fact);
    }
  }
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([, { name, facts }]) => [name, facts]));
}

/** Three numbers ask for the same groups. */
export const byService = remembered(
  (facts: readonly IncidentFact[]): ReadonlyMap<string, readonly IncidentFact[]> =>
    byName(facts, ({ services }) => services),
);

/** The gaps between consecutive starts of each service's incidents; n counts the gaps. */
export function betweenFailures(
  facts: readonly IncidentFact[],
  previous: readonly IncidentFact[] | null,
): Metrics["betweenFailures"] {
  const before = previous && new Map([...byService(previous)].map(([name, all]) => [name.toLowerCase(), all]));
  return {
    formula:
      "mean gap between consecutive started of the incidents that name a service; n gaps are n + 1 incidents, with one there is none",
    services: [...byService(facts)].map(([service, all]) => ({
      service,
      incidents: all.length,
      ...numbersOf(gapsOf(all)),
      previous: before && numbersOf(gapsOf(before.get(service.toLowerCase()) ?? [])),
    })),
  };
}

function gapsOf(facts: readonly IncidentFact[]): readonly number[] {
  const starts: number[] = [];
  for (const { times } of facts) if (times.started !== null) starts.push(times.started);
  const sorted = new Float64Array(starts).sort();
  return Array.from({ length: Math.max(0, sorted.length - 1) }, (_, at) => {
    return ((sorted[at + 1] as number) - (sorted[at] as number)) / 1000;
  });
}
