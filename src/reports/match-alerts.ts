import type { Alert } from "../model/alert.ts";
import type { Runbook } from "../model/runbook.ts";
import { followLink, type LinkEnd, type LinkRules } from "./alert-links.ts";
import type { RunbookIndex } from "./runbook-index.ts";

/** What a rule's link is worth, and the runbook that was found for it by the link or without. */
export interface AlertMatch {
  readonly alert: Alert;
  /** `resolves`: to a runbook; `none`: the rule has no link. */
  readonly link: "resolves" | "broken" | "templated" | "elsewhere" | "none";
  /** Why a link that does not resolve does not. */
  readonly reason?: string;
  readonly runbook?: Runbook;
  /** The anchor of a page that holds many runbooks. */
  readonly anchor?: string;
  readonly by?: "link" | "alerts" | "name";
}

/**
 * Finds the runbook of each alert rule: by its link, by the runbooks' `alerts:`, by name. `rulesOf` says where the links of
 * a file lead. A link that resolves nowhere is broken where others of its kind resolve, and leads elsewhere where none does.
 */
export function matchAlerts(
  alerts: readonly Alert[],
  index: RunbookIndex,
  rulesOf: (path: string) => LinkRules,
): readonly AlertMatch[] {
  const ends = alerts.map((alert) => (alert.runbook ? followLink(alert, rulesOf(alert.path), index) : undefined));
  const shown = new Set(
    ends.flatMap((end) => (end?.kind === "runbook" && end.prefix ? [end.prefix.toLowerCase()] : [])),
  );
  return alerts.map((alert, at) => {
    const end = ends[at];
    if (end?.kind === "runbook") {
      const { runbook, anchor } = end;
      return { alert, link: "resolves", by: "link", runbook, ...(anchor !== undefined && { anchor }) };
    }
    const link = end === undefined ? { link: "none" as const } : linkOf(end, shown);
    return { alert, ...link, ...withoutLink(alert, index) };
  });
}

function linkOf(
  end: Exclude<LinkEnd, { kind: "runbook" }>,
  shown: ReadonlySet<string>,
): Pick<AlertMatch, "link" | "reason"> {
  if (end.kind !== "elsewhere") return { link: end.kind, reason: end.reason };
  const address = end.address.toLowerCase();
  // Addresses beside it show files of this repository, so it would have to show one too.
  const [beside] = [...shown].filter((prefix) => address.startsWith(prefix)).toSorted((a, b) => b.length - a.length);
  return beside === undefined
    ? { link: "elsewhere", reason: "it leads out of the repository, where nobody here can look" }
    : { link: "broken", reason: `no runbook's path ends with ${end.address.slice(beside.length).slice(0, 200)}` };
}

function withoutLink(alert: Alert, index: RunbookIndex): Pick<AlertMatch, "runbook" | "anchor" | "by"> {
  const [said] = index.ofAlert(alert.name);
  if (said) return { runbook: said, by: "alerts" };
  const named = index.named(alert.name);
  if (named) return { runbook: named, by: "name" };
  const heading = index.heading(alert.name);
  return heading ? { runbook: heading.runbook, anchor: heading.anchor, by: "name" } : {};
}
