import type { IncidentFact } from "../metrics/fact.ts";

/** Something that several incidents have in common. */
export interface Repeat {
  readonly name: string;
  readonly facts: readonly IncidentFact[];
}

const prevents = ({ body }: IncidentFact): boolean => body?.actions.some(({ type }) => type === "prevent") === true;

/** Causes of two incidents and more, none of which has an action item that prevents; those of most incidents first. */
export function repeatedCauses(facts: readonly IncidentFact[]): readonly Repeat[] {
  return repeats(facts, ({ causes }) => causes, 2);
}

/** Services of three incidents and more, none of which has an action item that prevents. */
export function repeatedServices(facts: readonly IncidentFact[]): readonly Repeat[] {
  return repeats(facts, ({ services }) => services, 3);
}

function repeats(
  facts: readonly IncidentFact[],
  namesOf: (fact: IncidentFact) => readonly string[],
  least: number,
): readonly Repeat[] {
  const found = new Map<string, { name: string; facts: IncidentFact[] }>();
  for (const fact of facts) {
    for (const key of new Set(namesOf(fact).map((name) => name.trim().toLowerCase()))) {
      const name = namesOf(fact).find((one) => one.trim().toLowerCase() === key) ?? key;
      const one = found.get(key) ?? { name, facts: [] };
      one.facts.push(fact);
      found.set(key, one);
    }
  }
  return [...found.values()]
    .filter((one) => one.facts.length >= least && !one.facts.some(prevents))
    .toSorted((a, b) => b.facts.length - a.facts.length || (a.name < b.name ? -1 : 1));
}
