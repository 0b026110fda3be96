import type { Alert } from "../model/alert.ts";
import type { Runbook } from "../model/runbook.ts";
import type { LinkRules } from "./alert-links.ts";
import { type AlertMatch, matchAlerts } from "./match-alerts.ts";
import { indexRunbooks } from "./runbook-index.ts";

/** A runbook as coverage counts it: a file, or a heading of a page that holds many. */
export interface RunbookUnit {
  /** `runbooks/a.md` or `runbooks/all.md#anchor`. */
  readonly path: string;
  readonly title: string;
  readonly runbook: Runbook;
}

/** All rules of one name, which are one alert to people. */
export interface CoveredAlert {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly rules: readonly AlertMatch[];
  /** Every one of its rules has a runbook. */
  readonly covered: boolean;
  /** One of its rules says where its runbook is. */
  readonly linked: boolean;
  /** The runbooks that were found for it. */
  readonly runbooks: readonly string[];
}

export interface AlertCoverage {
  readonly alerts: readonly CoveredAlert[];
  readonly units: readonly RunbookUnit[];
  /** Paths of the units that alerts lead to. */
  readonly used: ReadonlySet<string>;
}

/** Which alerts have a runbook, and what counts as one. The same in whatever order files come. */
export function alertCoverage(
  alerts: readonly Alert[],
  runbooks: readonly Runbook[],
  rulesOf: (path: string) => LinkRules,
): AlertCoverage {
  const ordered = alerts.toSorted((a, b) => order(a.path, b.path) || a.line - b.line);
  const index = indexRunbooks(runbooks);
  const matches = matchAlerts(ordered, index, rulesOf);
  const pages = manyInOne(matches);
  const unitOf = ({ runbook, anchor }: AlertMatch): string | undefined =>
    runbook && (pages.get(runbook)?.get(anchor ?? "")?.path ?? runbook.path);
  const grouped = [...Map.groupBy(matches, ({ alert }) => alert.name)].map(([name, rules]) => {
    const [first] = rules;
    return {
      name,
      path: first?.alert.path ?? "",
      line: first?.alert.line ?? 1,
      rules,
      covered: rules.every(({ runbook }) => runbook !== undefined),
      linked: rules.some(({ link }) => link !== "none"),
      runbooks: [...new Set(rules.flatMap((rule) => unitOf(rule) ?? []))].toSorted(order),
    };
  });
  const units = index.runbooks.flatMap((runbook): readonly RunbookUnit[] => {
    const page = pages.get(runbook);
    return page ? distinct([...page.values()]) : [{ path: runbook.path, title: runbook.title, runbook }];
  });
  return {
    alerts: grouped.toSorted((a, b) => order(a.name, b.name)),
    units,
    used: new Set(grouped.flatMap((one) => one.runbooks)),
  };
}

/** By code unit: the same on every machine. */
const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Pages in which alerts link to several headings of one depth: each heading of that depth is a runbook of its own.
 * By anchor; headings of the same title are one.
 */
function manyInOne(matches: readonly AlertMatch[]): ReadonlyMap<Runbook, ReadonlyMap<string, RunbookUnit>> {
  const linked = new Map<Runbook, Set<string>>();
  for (const { runbook, anchor } of matches) {
    if (runbook && anchor !== undefined) linked.set(runbook, (linked.get(runbook) ?? new Set()).add(anchor));
  }
  const pages = new Map<Runbook, ReadonlyMap<string, RunbookUnit>>();
  for (const [runbook, anchors] of linked) {
    const headings = runbook.facts?.headings ?? [];
    const depths = new Map<number, number>();
    for (const { anchor, depth } of headings) if (anchors.has(anchor)) depths.set(depth, (depths.get(depth) ?? 0) + 1);
    const [depth, times] = [...depths].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [0, 0];
    // Two links into one runbook lead to its parts, not to two runbooks.
    if (times < 2 || (runbook.facts?.missing.length ?? 6) < 3) continue;
    const first = new Map<string, RunbookUnit>();
    const units = headings
      .filter((heading) => heading.depth === depth)
      .map(({ anchor, title }) => {
        const unit = first.get(title) ?? { path: `${runbook.path}#${anchor}`, title, runbook };
        first.set(title, unit);
        return [anchor, unit] as const;
      });
    pages.set(runbook, new Map(units));
  }
  return pages;
}

function distinct(units: readonly RunbookUnit[]): readonly RunbookUnit[] {
  return [...new Map(units.map((unit) => [unit.path, unit])).values()];
}
