import type { IncidentLine } from "./incident-line.ts";
import { lineKinds } from "./incident-line.ts";
import type { Kept } from "./kept.ts";

/** Incident files that changed: the places of the old lines that no longer hold, and the new ones. */
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

/** The order of all lines: old ones by their places, new ones as -1, -2 and so on. Without new or gone ones it is as it was. */
export function orderOf(kept: Kept, { gone, fresh }: Changes): Int32Array {
  const isGone = new Set(gone);
  const paths = fresh.length > 0 ? kept.paths() : [];
  const added = fresh
    .map(({ path }, at) => ({ path, at, before: placeOf(paths, path) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const order = new Int32Array(kept.kinds.length - isGone.size + fresh.length);
  let [out, next] = [0, 0];
  for (let at = 0; at <= kept.kinds.length; at += 1) {
    for (; added[next]?.before === at; next += 1) order[out++] = -1 - (added[next]?.at ?? 0);
    if (at < kept.kinds.length && !isGone.has(at)) order[out++] = at;
  }
  return order;
}

/** How many of the sorted paths lie before one. */
function placeOf(paths: readonly string[], path: string): number {
  let [low, high] = [0, paths.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] as string) < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
