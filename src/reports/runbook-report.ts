import type { Alert, Unreadable } from "../model/alert.ts";
import type { Config } from "../model/config.ts";
import type { Runbook } from "../model/runbook.ts";
import type { Instant } from "../model/time.ts";
import { type AlertCoverage, alertCoverage, type RunbookUnit } from "./alert-coverage.ts";
import { globsWithout, linkRulesOf, type ReadSource, readAlertFiles, type SourceText } from "./alert-sources.ts";
import { type Coverage, type CoverageInput, runbookCoverage } from "./coverage.ts";
import { type Before, type Change, changeAfter, numbersOf, readBefore } from "./coverage-change.ts";
import { type Gap, gapsOf } from "./coverage-gaps.ts";
import { readServices } from "./read-services.ts";
import { type RunbookState, runbookState } from "./runbook-state.ts";
import { type Share, shareOf } from "./share.ts";
import { withIncidents } from "./unreadable.ts";

/** An alert by its first rule. */
export interface AlertPlace {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

export interface AlertShare {
  /** Distinct names of alerts. */
  readonly total: number;
  /** Those of which a rule says where its runbook is. */
  readonly linked: number;
  /** Those of which every rule has a runbook in this repository, by link, by `alerts:` or by name. */
  readonly covered: number;
  /** Files and parts of files whose alerts nobody knows: each counts as one alert without a runbook. */
  readonly unknown: number;
  /** `covered / (total + unknown)`. */
  readonly share: number | null;
  readonly formula: string;
  /** With a link into this repository that leads to nothing; covered all the same where another way leads to a runbook. */
  readonly broken: readonly (AlertPlace & {
    readonly link: string;
    readonly reason: string;
    readonly covered: boolean;
  })[];
  /** Without any link. */
  readonly unlinked: readonly (AlertPlace & { readonly covered: boolean })[];
  /** With a link that leads out of the repository, or that is known only when the alert fires. */
  readonly elsewhere: readonly (AlertPlace & {
    readonly link: string;
    readonly reason: string;
    readonly covered: boolean;
  })[];
}

/** What `gitcident coverage --json` prints and `runbook-coverage.json` holds. */
export interface RunbookReport extends Omit<Coverage, "orphans"> {
  readonly alerts: AlertShare;
  /** Alert rules read; several may be of one alert. */
  readonly rules: number;
  readonly runbooks: RunbookState;
  /** What has no runbook, the most minutes of incidents first. */
  readonly gaps: readonly Gap[];
  readonly unreadable: readonly Unreadable[];
  /** Rows of alert tables that stand twice or are not filled in. */
  readonly rows: readonly { readonly path: string; readonly line: number; readonly message: string }[];
  /** Against the report that was there before; null: there was none, or nothing changed since the first. */
  readonly change: Change | null;
}

export interface RunbookReportInput extends Omit<CoverageInput, "services" | "ofAlerts"> {
  /** Files in which alerts are defined, or what was read of them. */
  readonly alertFiles: readonly (SourceText | ReadSource)[];
  readonly serviceFiles: readonly SourceText[];
  readonly config: Config;
  /** The repository's web address, where it is known. */
  readonly repository?: string | undefined;
  readonly now: Instant;
  /** `runbook-coverage.json` as it is. */
  readonly previous?: string | undefined;
}

/** The report, and what it was made of that does not change with an incident. */
export interface ReportMade {
  readonly report: RunbookReport;
  /** The runbooks that are counted, and the paths of those that alerts lead to. */
  readonly units: readonly RunbookUnit[];
  readonly usedByAlerts: ReadonlySet<string>;
  readonly ofAlerts: ReadonlyMap<string, readonly Runbook[]>;
  /** The services that files list. */
  readonly listed: readonly string[];
  /** What can't be read besides incidents. */
  readonly unreadable: readonly Unreadable[];
  readonly before: Before;
}

/**
 * Which alerts, incidents and services have a living runbook. `now`: its day is the one on which runbooks are stale or not. The same files on the
 * same day give the same report.
 */
export function runbookReport(input: RunbookReportInput): RunbookReport {
  return makeReport(input).report;
}

export function makeReport(input: RunbookReportInput): ReportMade {
  const { runbooks, config } = input;
  const read = readAlertFiles(input.alertFiles, config);
  const found = alertCoverage(read.alerts, runbooks, linkRulesOf(config, input.repository));
  const services = input.serviceFiles.map(({ path, text }) =>
    text === null
      ? {
          services: [],
          unreadable: [{ path, line: 1, reason: "Unexpected content, expected UTF-8 text of at most 1 MB" }],
        }
      : readServices(path, text),
  );
  const listed = services.flatMap((one) => one.services);
  const ofAlerts = runbooksOfAlerts(found);
  const { orphans: _, ...coverage } = runbookCoverage({
    incidents: input.incidents,
    unread: input.unread,
    runbooks,
    services: listed,
    ofAlerts,
  });
  const used = new Set(coverage.byIncident.flatMap((one) => one.runbooks.map(({ path }) => path)));
  const unused = runbookState(
    found.units,
    ({ path, runbook }) => found.used.has(path) || used.has(runbook.path),
    input.now.slice(0, 10),
  );
  const unreadable = [
    ...read.unreadable,
    ...services.flatMap((one) => one.unreadable),
    ...globsWithout(config.services, input.serviceFiles),
    ...runbooks.flatMap(unreadRunbook),
  ];
  const report = {
    alerts: alertShare(found, read.unreadable.length),
    rules: read.alerts.length,
    runbooks: unused,
    ...coverage,
    gaps: gapsOf(found.alerts, coverage),
    unreadable: withIncidents(unreadable, coverage.excluded.unreadable),
    rows: read.findings.map(({ path, place, message }) => ({ path, line: place.line, message })),
  };
  const before = readBefore(input.previous);
  return {
    report: { ...report, change: changeAfter(before, numbersOf(report)) },
    units: found.units,
    usedByAlerts: found.used,
    ofAlerts,
    listed,
    unreadable,
    before,
  };
}

function unreadRunbook({ path, facts }: Runbook): readonly Unreadable[] {
  return facts?.unread === undefined ? [] : [{ path, line: 1, reason: facts.unread }];
}

/** The runbooks that the rules of alerts lead to, by the alert's name in lower case. */
export function runbooksOfAlerts({ alerts }: AlertCoverage): ReadonlyMap<string, readonly Runbook[]> {
  const found = new Map<string, readonly Runbook[]>();
  for (const { name, rules } of alerts) {
    const runbooks = [...new Set(rules.flatMap(({ runbook }) => runbook ?? []))];
    if (runbooks.length > 0) found.set(name.toLowerCase(), runbooks);
  }
  return found;
}

function alertShare({ alerts }: AlertCoverage, unknown: number): AlertShare {
  const covered = alerts.filter((one) => one.covered).length;
  const share: Share = shareOf(
    covered,
    alerts.length + unknown,
    "alerts of which every rule has a runbook of this repository (by link, by the runbook's alerts, by name) / (alerts by name + unreadable files, each as one alert without a runbook)",
  );
  const place = ({ name, path, line }: Alert): AlertPlace => ({ name, path, line });
  const ended = (...links: readonly string[]) =>
    alerts.flatMap((one) => {
      const rule = one.rules.find(({ link }) => links.includes(link));
      if (!rule) return [];
      const { alert, reason = "" } = rule;
      return [{ ...place(alert), link: alert.runbook?.text ?? "", reason, covered: one.covered }];
    });
  return {
    total: alerts.length,
    linked: alerts.filter(({ linked }) => linked).length,
    covered,
    unknown,
    share: share.share,
    formula: share.formula,
    broken: ended("broken"),
    unlinked: alerts
      .filter(({ linked }) => !linked)
      .map(({ name, path, line, covered: has }) => ({ name, path, line, covered: has })),
    elsewhere: ended("elsewhere", "templated"),
  };
}
