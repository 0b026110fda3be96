import type { RunbookReport } from "./runbook-report.ts";
import type { Share } from "./share.ts";

/** A list as people are shown it: how long it is, and its first rows. */
export interface Listed<Row> {
  readonly n: number;
  readonly first: readonly Row[];
}

type Rows<List> = List extends readonly (infer Row)[] ? Listed<Row> : never;

/** The report as a terminal shows it. */
export interface CoverageSummary {
  readonly rules: number;
  readonly alerts: {
    readonly share: number | null;
    readonly covered: number;
    readonly total: number;
    readonly unknown: number;
    readonly unlinked: number;
    readonly broken: Rows<RunbookReport["alerts"]["broken"]>;
  };
  readonly incidents: Share;
  readonly services: Share;
  readonly runbooks: {
    readonly total: number;
    readonly orphans: number;
    readonly stale: Rows<RunbookReport["runbooks"]["stale"]>;
    readonly incomplete: number;
    readonly unapproved: number;
  };
  readonly unreadable: Rows<RunbookReport["unreadable"]>;
  readonly gaps: Rows<RunbookReport["gaps"]>;
}

/** Rows of a list that are shown. */
export const mostRows = 20;

export function listed<Row>(rows: readonly Row[]): Listed<Row> {
  return { n: rows.length, first: rows.slice(0, mostRows) };
}

export function summaryOf({
  alerts,
  rules,
  runbooks,
  incidents,
  services,
  unreadable,
  gaps,
}: RunbookReport): CoverageSummary {
  const { share, covered, total, unknown } = alerts;
  return {
    rules,
    alerts: { share, covered, total, unknown, unlinked: alerts.unlinked.length, broken: listed(alerts.broken) },
    incidents,
    services,
    runbooks: {
      total: runbooks.total,
      orphans: runbooks.orphans.length,
      stale: listed(runbooks.stale),
      incomplete: runbooks.incomplete.length,
      unapproved: runbooks.unapproved.length,
    },
    unreadable: listed(unreadable),
    gaps: listed(gaps),
  };
}
