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

/**
 * The runbooks that help with an incident, each once with its best reason: those that it names in its own order, then
 * by alerts, by services, by type; the ones that share more first, then by path.
 */
export function matchRunbooks(incident: RunbookClues, runbooks: readonly Runbook[]): readonly RunbookMatch[] {
  const linked = incident.runbooks.map((link) => resolveRunbook(link, runbooks));
  const named = linked.flatMap((found): RunbookMatch[] =>
    found ? [{ runbook: found, by: "link", because: "named by the incident" }] : [],
  );
  const matches = [
    ...named,
    ...shared("alert", incident.alerts, runbooks, ({ alerts }) => alerts),
    ...shared("service", incident.services, runbooks, ({ services }) => services),
    ...shared("type", [incident.type], runbooks, ({ types }) => types),
  ];
  const seen = new Set<string>();
  return matches.filter(({ runbook }) => !seen.has(runbook.path) && seen.add(runbook.path));
}

function shared(
  by: "alert" | "service" | "type",
  wanted: readonly string[],
  runbooks: readonly Runbook[],
  namesOf: (runbook: Runbook) => readonly string[],
): readonly RunbookMatch[] {
  const names = new Map(wanted.filter((name) => name.trim() !== "").map((name) => [plain(name), name]));
  return runbooks
    .map((runbook) => {
      const own = new Set(namesOf(runbook).map(plain));
      return { runbook, common: [...names].filter(([name]) => own.has(name)).map(([, name]) => name) };
    })
    .filter(({ common }) => common.length > 0)
    .toSorted((a, b) => b.common.length - a.common.length || order(a.runbook.path, b.runbook.path))
    .map(({ runbook, common }) => ({
      runbook,
      by,
      because: `${by}${common.length > 1 ? "s" : ""} ${common.join(", ")}`,
    }));
}

const plain = (name: string): string => name.trim().toLowerCase();
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The runbook that a link means: a path from the repository's root, a path relative to the file, the end of a path where
 * only one runbook has it, or a web address that ends with a runbook's path. Undefined where there is none.
 */
export function resolveRunbook(link: string, runbooks: readonly Runbook[]): Runbook | undefined {
  const path = decoded(link.trim().replace(/[#?].*$/, "")).replace(/^(?:\.{0,2}\/)+/, "");
  if (path === "") return undefined;
  const exact = runbooks.find((runbook) => runbook.path === path);
  if (exact) return exact;
  if (isWebAddress(path)) return runbooks.find((runbook) => path.endsWith(`/${runbook.path}`));
  const ends = runbooks.filter((runbook) => runbook.path.endsWith(`/${path}`));
  return ends.length === 1 ? ends[0] : undefined;
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
