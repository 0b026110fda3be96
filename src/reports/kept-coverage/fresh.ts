import { placeOf } from "../segments.ts";
import type { IncidentLine } from "./incident-line.ts";
import { lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";

/** Incident files that changed: the places of the old lines that no longer hold, and the new ones, in any order. */
export interface Changes {
  readonly gone: readonly number[];
  readonly fresh: readonly IncidentLine[];
}

/** A new line, its names as numbers. */
export interface FreshLine {
  readonly line: IncidentLine;
  readonly kind: number;
  readonly services: readonly number[];
  readonly costs: readonly number[];
  readonly runbooks: readonly number[];
}

/** The new lines, and the numbers of the names that came with them. */
export interface Fresh {
  readonly lines: readonly FreshLine[];
  /** All spellings' keys, old and new. */
  readonly spellingKeys: Uint32Array;
  readonly spellings: () => readonly string[];
  /** Services in lower case that nobody had before; their numbers go on where the old ones end. */
  readonly newKeys: readonly string[];
}

/** Numbers the names of new lines as the kept ones are; no list is read that no line asks for. */
export function freshOf(kept: Kept, lines: readonly IncidentLine[]): Fresh {
  const some = (of: (line: IncidentLine) => readonly string[]): boolean => lines.some((line) => of(line).length > 0);
  const withServices = some(({ services }) => services);
  const spellings = numbered(withServices ? kept.seldom("spellings") : []);
  const keys = numbered(withServices ? kept.seldom("serviceKeys") : []);
  const costs = numbered(some(({ alerts }) => alerts) ? kept.seldom("costKeys") : []);
  const runbooks = numbered(some((line) => line.runbooks) ? kept.seldom("runbooks").map(([path]) => path) : []);
  const spellingKeys = [...kept.spellingKeys];
  const newKeys: string[] = [];
  const newSpellings: string[] = [];
  const spelled = (name: string): number => {
    const known = spellings.get(name);
    if (known !== undefined) return known;
    const key = name.toLowerCase();
    if (!keys.has(key)) {
      keys.set(key, kept.serviceBits.length + newKeys.length);
      newKeys.push(key);
    }
    spellingKeys.push(keys.get(key) as number);
    newSpellings.push(name);
    spellings.set(name, spellingKeys.length - 1);
    return spellingKeys.length - 1;
  };
  return {
    lines: lines.map((line) => ({
      line,
      kind: lineKinds.indexOf(line.kind),
      services: line.services.map(spelled),
      costs: line.alerts.flatMap((name) => costs.get(name) ?? []),
      runbooks: line.runbooks.map((path) => runbooks.get(path) ?? 0),
    })),
    spellingKeys: Uint32Array.from(spellingKeys),
    spellings: () => [...kept.seldom("spellings"), ...newSpellings],
    newKeys,
  };
}

function numbered(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, at) => [name, at]));
}

/** Before which old lines sorted new ones stand. */
export function placesOf(kept: Kept, fresh: readonly IncidentLine[]): readonly number[] {
  const paths = fresh.length > 0 ? kept.paths() : [];
  return fresh.map(({ path }) => placeOf(paths.length, (at) => (paths[at] as string) < path));
}
