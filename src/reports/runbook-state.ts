import { reviewOn } from "../model/review-dates.ts";
import type { Runbook } from "../model/runbook.ts";
import type { RunbookUnit } from "./alert-coverage.ts";

export interface RunbookState {
  /** Runbooks: files, and headings of pages that hold many. */
  readonly total: number;
  /** Those that no alert leads to and no incident counted has. */
  readonly orphans: readonly { readonly path: string; readonly title: string; readonly reason: string }[];
  /** `last_verified + review_every` lies before the day of the report. */
  readonly stale: readonly {
    readonly path: string;
    readonly owner: string;
    readonly last_verified: string;
    readonly due: string;
  }[];
  /** Without a date of review, or with one that can't be read. */
  readonly undated: readonly { readonly path: string; readonly owner: string; readonly reason: string }[];
  readonly incomplete: readonly {
    readonly path: string;
    readonly owner: string;
    readonly missing: readonly string[];
  }[];
  readonly unapproved: readonly { readonly path: string; readonly owner: string }[];
  /** By owner; `""`: nobody is named. */
  readonly byOwner: readonly {
    readonly owner: string;
    readonly runbooks: number;
    readonly stale: number;
    readonly undated: number;
    readonly incomplete: number;
    readonly unapproved: number;
  }[];
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
const ownerOf = ({ owner }: Runbook): string => owner?.trim() ?? "";

/** What the runbook files say of themselves on a day, and which units nobody uses. */
export function runbookState(
  units: readonly RunbookUnit[],
  isUsed: (unit: RunbookUnit) => boolean,
  day: string,
): RunbookState {
  const files = [...new Set(units.map(({ runbook }) => runbook))].toSorted((a, b) => order(a.path, b.path));
  const read = files.map((runbook) => ({
    path: runbook.path,
    owner: ownerOf(runbook),
    runbook,
    review: reviewOn(runbook, day),
  }));
  const stale = read.flatMap(({ path, owner, review }) =>
    review.kind === "stale" ? [{ path, owner, last_verified: review.last, due: review.due }] : [],
  );
  const undated = read.flatMap(({ path, owner, review }) => {
    if (review.kind === "never") return [{ path, owner, reason: "last_verified is not set" }];
    if (review.kind === "unread")
      return [{ path, owner, reason: `${review.field} can't be read: ${review.written.slice(0, 60)}` }];
    return [];
  });
  const incomplete = read.flatMap(({ path, owner, runbook }) => {
    const missing = runbook.facts?.missing ?? [];
    return missing.length > 0 ? [{ path, owner, missing }] : [];
  });
  const unapproved = read.flatMap(({ path, owner, runbook }) => (runbook.approved_by?.trim() ? [] : [{ path, owner }]));
  const tally = (list: readonly { readonly owner: string }[]): ReadonlyMap<string, number> =>
    new Map([...Map.groupBy(list, ({ owner }) => owner)].map(([owner, group]) => [owner, group.length]));
  const counts = {
    stale: tally(stale),
    undated: tally(undated),
    incomplete: tally(incomplete),
    unapproved: tally(unapproved),
  };
  return {
    total: units.length,
    orphans: units
      .filter((unit) => !isUsed(unit))
      .map(({ path, title, runbook }) => ({ path, title, reason: orphanReason(runbook) })),
    stale,
    undated,
    incomplete,
    unapproved,
    byOwner: [...tally(read)]
      .toSorted(([a], [b]) => order(a, b))
      .map(([owner, runbooks]) => ({
        owner,
        runbooks,
        stale: counts.stale.get(owner) ?? 0,
        undated: counts.undated.get(owner) ?? 0,
        incomplete: counts.incomplete.get(owner) ?? 0,
        unapproved: counts.unapproved.get(owner) ?? 0,
      })),
  };
}

/** Why nobody uses a runbook. */
export function orphanReason({ services, alerts, types }: Runbook): string {
  const none = "no alert leads to it, and no incident names it";
  if (services.length + alerts.length > 0)
    return `${none} or has one of its services or alerts${types.length > 0 ? "; its types don't count beside them" : ""}`;
  return types.length > 0 ? `${none} or has one of its types` : `it names no service, no alert and no type, ${none}`;
}
