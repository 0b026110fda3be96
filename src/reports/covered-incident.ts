import type { CountedClues } from "./clues-of.ts";
import { isWebAddress, type RunbookFinder } from "./match-runbooks.ts";

export interface CoveredIncident {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  readonly services: readonly string[];
  /** Whole minutes, `resolved − started`; null where one of them is missing, can't be read, or they are reversed. */
  readonly minutes: number | null;
  /** The runbooks that it names or that share an alert, a service or, the weakest tie, a type with it. */
  readonly runbooks: readonly { readonly path: string; readonly because: string }[];
  /** Links that lead out of the repository, which nobody here can check. They don't count. */
  readonly elsewhere: readonly string[];
  readonly alerts: readonly string[];
}

/** The runbooks of an incident, and what else the report says of it. `finder`: of `countedTypes`. */
export function coveredIncident(clues: CountedClues, finder: RunbookFinder): CoveredIncident {
  const { path, id, title, alerts, minutes } = clues;
  return {
    path,
    id,
    title,
    services: named(clues.services),
    minutes,
    runbooks: finder.match(clues).map(({ runbook, by, because }) => ({
      path: runbook.path,
      because: by === "type" ? `by ${because}` : because,
    })),
    elsewhere: clues.runbooks.filter((link) => isWebAddress(link) && !finder.resolve(link)),
    alerts,
  };
}

/** Names without empty ones and those that differ from an earlier one only in case. */
export function named(names: readonly string[]): readonly string[] {
  const seen = new Set([""]);
  return names
    .map((name) => name.trim())
    .filter((name) => !seen.has(name.toLowerCase()) && seen.add(name.toLowerCase()));
}

/** Links of an incident to runbooks that are not there. */
export function brokenLinks({ runbooks }: CountedClues, finder: RunbookFinder): readonly string[] {
  return runbooks.filter((link) => !isWebAddress(link) && !finder.resolve(link));
}
