import type { Runbook } from "../model/runbook.ts";

/** What is known of an incident that a runbook can be found by. */
export interface RunbookClues {
  readonly services: readonly string[];
  readonly alerts: readonly string[];
  readonly type: string;
  /** Paths or links, as people write them. */
  readonly runbooks: readonly string[];
}

export interface RunbookMatch {
  readonly runbook: Runbook;
  /** `link`: the incident names it; the others: both name the same alert, service or type. */
  readonly by: "link" | "alert" | "service" | "type";
  /** In words: `named by the incident`, `alert ApiErrorRateHigh`, `services api, database`. */
  readonly because: string;
}

/** Finds runbooks; made once for many incidents. */
export interface RunbookFinder {
  readonly match: (incident: RunbookClues) => readonly RunbookMatch[];
  readonly resolve: (link: string) => Runbook | undefined;
}

/**
 * The runbooks that help with an incident, each once with its best reason: those that it names in its own order, then
 * by alerts, by services, by type; the ones that share more first, then by path.
 */
export function matchRunbooks(incident: RunbookClues, runbooks: readonly Runbook[]): readonly RunbookMatch[] {
  return runbookFinder(runbooks).match(incident);
}

/**
 * `ofAlerts`: runbooks that the rules of alerts lead to, by the alert's name in lower case, beside their own `alerts:`.
 * `typesOf`: the types that a runbook is found by.
 */
export function runbookFinder(
  runbooks: readonly Runbook[],
  ofAlerts: ReadonlyMap<string, readonly Runbook[]> = new Map(),
  typesOf: (runbook: Runbook) => readonly string[] = ({ types }) => types,
): RunbookFinder {
  const byAlert = byName(runbooks, ({ alerts }) => alerts, ofAlerts);
  const byService = byName(runbooks, ({ services }) => services);
  const byType = byName(runbooks, typesOf);
  const resolve = resolver(runbooks);
  return {
    resolve,
    match: (incident) => {
      const named = incident.runbooks.flatMap((link): RunbookMatch[] => {
        const found = resolve(link);
        return found ? [{ runbook: found, by: "link", because: "named by the incident" }] : [];
      });
      const matches = [
        ...named,
        ...shared("alert", incident.alerts, byAlert),
        ...shared("service", incident.services, byService),
        ...shared("type", [incident.type], byType),
      ];
      const seen = new Set<string>();
      return matches.filter(({ runbook }) => !seen.has(runbook.path) && seen.add(runbook.path));
    },
  };
}

type ByName = ReadonlyMap<string, ReadonlySet<Runbook>>;

function byName(
  runbooks: readonly Runbook[],
  namesOf: (runbook: Runbook) => readonly string[],
  more: ReadonlyMap<string, readonly Runbook[]> = new Map(),
): ByName {
  const found = new Map<string, Set<Runbook>>();
  const add = (name: string, runbook: Runbook): void =>
    void found.set(name, (found.get(name) ?? new Set()).add(runbook));
  for (const runbook of runbooks) for (const name of namesOf(runbook)) add(plain(name), runbook);
  for (const [name, list] of more) for (const runbook of list) add(plain(name), runbook);
  return found;
}

function shared(by: "alert" | "service" | "type", wanted: readonly string[], index: ByName): readonly RunbookMatch[] {
  const common = new Map<Runbook, string[]>();
  const names = new Map(wanted.filter((name) => name.trim() !== "").map((name) => [plain(name), name]));
  for (const [key, name] of names) {
    for (const runbook of index.get(key) ?? []) {
      const list = common.get(runbook);
      if (list) list.push(name);
      else common.set(runbook, [name]);
    }
  }
  return [...common]
    .toSorted(([a, x], [b, y]) => y.length - x.length || order(a.path, b.path))
    .map(([runbook, list]) => ({ runbook, by, because: `${by}${list.length > 1 ? "s" : ""} ${list.join(", ")}` }));
}

const plain = (name: string): string => name.trim().toLowerCase();
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The runbook that a link means: a path from the repository's root, a path relative to the file, the end of a path where
 * only one runbook has it, or a web address that ends with a runbook's path. Undefined where there is none.
 */
export function resolveRunbook(link: string, runbooks: readonly Runbook[]): Runbook | undefined {
  return resolver(runbooks)(link);
}

function resolver(runbooks: readonly Runbook[]): (link: string) => Runbook | undefined {
  const paths = new Map<string, Runbook>();
  for (const runbook of runbooks) if (!paths.has(runbook.path)) paths.set(runbook.path, runbook);
  const byFile = Map.groupBy(runbooks, ({ path }) => path.slice(path.lastIndexOf("/") + 1));
  return (link) => {
    const path = decoded(link.trim().replace(/[#?].*$/, "")).replace(/^(?:\.{0,2}\/)+/, "");
    if (path === "") return undefined;
    const exact = paths.get(path);
    if (exact) return exact;
    const named = byFile.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    if (isWebAddress(path)) return named.find((runbook) => path.endsWith(`/${runbook.path}`));
    const ends = named.filter((runbook) => runbook.path.endsWith(`/${path}`));
    return ends.length === 1 ? ends[0] : undefined;
  };
}

/** Whether a link leads out of the repository, where nobody here can look. */
export function isWebAddress(link: string): boolean {
  return /^https?:\/\//i.test(link.trim());
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
