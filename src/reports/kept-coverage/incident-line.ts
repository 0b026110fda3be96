import type { CountedClues, IncidentClues } from "../clues-of.ts";
import type { Excluded } from "../coverage.ts";
import { brokenLinks, type CoveredIncident, coveredIncident } from "../covered-incident.ts";
import type { RunbookFinder } from "../match-runbooks.ts";
import { rowText } from "./row-text.ts";

/** What the report says of an incident file: with a runbook, without one, or why it is left out. */
export const lineKinds = ["covered", "bare", "kind", "cancelled", "duplicate", "unreadable"] as const;
export type LineKind = (typeof lineKinds)[number];

/** All that one incident file adds to the report: its rows as they are printed, and what sums are made of. */
export interface IncidentLine {
  readonly path: string;
  readonly kind: LineKind;
  readonly minutes: number | null;
  /** As the incident spells them, each once. */
  readonly services: readonly string[];
  /** In lower case, each once. */
  readonly alerts: readonly string[];
  /** Paths of the runbooks found. */
  readonly runbooks: readonly string[];
  /** Its row in the list of its kind. */
  readonly row: string;
  /** Its row among the gaps; undefined where it has a runbook or is left out. */
  readonly gap: string | undefined;
  /** Its rows among the broken links. */
  readonly broken: readonly string[];
}

/** `finder`: the runbooks, and which of them alerts lead to. A file that is no text comes as its reason. */
export function lineOf(read: IncidentClues | Excluded, finder: RunbookFinder): IncidentLine {
  if ("counted" in read && read.counted) return coveredLine(coveredIncident(read, finder), linksOf(read, finder));
  return leftLine(read, "counted" in read ? read.because : "unreadable");
}

const linksOf = (clues: CountedClues, finder: RunbookFinder): readonly string[] => brokenLinks(clues, finder);

/** `links`: those of its links that lead to no runbook. */
export function coveredLine(incident: CoveredIncident, links: readonly string[]): IncidentLine {
  const { id, path, minutes, services, alerts, runbooks } = incident;
  const bare = runbooks.length === 0;
  return {
    path,
    kind: bare ? "bare" : "covered",
    minutes,
    services,
    alerts: [...new Set(alerts.map((name) => name.trim().toLowerCase()))],
    runbooks: runbooks.map((one) => one.path),
    row: rowText(incident, "    "),
    gap: bare ? rowText({ kind: "incident", name: id, path, line: 1, minutes, incidents: 1 }, "    ") : undefined,
    broken: links.map((link) => rowText({ path, link }, "    ")),
  };
}

export function leftLine({ path, reason }: Excluded, kind: LineKind): IncidentLine {
  const row = rowText({ path, reason }, "      ");
  return { path, kind, minutes: null, services: [], alerts: [], runbooks: [], row, gap: undefined, broken: [] };
}
