import { safeInline } from "../../markdown/safe-text.ts";
import type { Finding, FindingSeverity, Place } from "../../model/finding.ts";
import type { PullObservation } from "../../model/observation.ts";
import { type AlertCoverage, alertCoverage, type CoveredAlert } from "../../reports/alert-coverage.ts";
import { linkRulesOf, readAlertFiles } from "../../reports/alert-sources.ts";
import { percent, shareOf } from "../../reports/share.ts";
import type { Checked } from "../../rules/checked.ts";

/** What a pull request does to the coverage of alerts. */
export interface CoverageCheck {
  readonly checked: readonly Checked[];
  /** One paragraph for the check's summary. */
  readonly says: string;
}

/** Findings for what the changes make worse; undefined where they touch neither alerts nor runbooks. */
export function checkCoverage(observation: PullObservation): CoverageCheck | undefined {
  const { coverage: sides, config, repository, runbooks, changes } = observation;
  if (!sides) return undefined;
  const rulesOf = linkRulesOf(config, repository.url);
  const reads = [readAlertFiles(sides.before, config), readAlertFiles(sides.after, config)] as const;
  const before = alertCoverage(reads[0].alerts, runbooks, rulesOf);
  const after = alertCoverage(reads[1].alerts, sides.runbooks, rulesOf);
  const changed = new Set(changes.map(({ path }) => path));
  const known = new Map(before.alerts.map((alert) => [alert.name, alert]));
  const findings: readonly Finding[] = [
    ...after.alerts.flatMap((alert) => findingsOf(alert, known.get(alert.name), changed)),
    ...reads[1].unreadable
      .filter(({ path }) => changed.has(path))
      .map(({ path, line, reason }) =>
        found(
          "alert-readable",
          "warning",
          path,
          lineOf(line),
          reason,
          "Correct it, or name its format in the config: until then its alerts count as without a runbook.",
        ),
      ),
    ...reads[1].findings.filter(({ path }) => changed.has(path)),
  ];
  const groups = Map.groupBy(findings, ({ path }) => path);
  return {
    checked: [...groups].map(([path, list]) => ({ path, findings: list, good: [] })),
    says: changeOf([before, reads[0].unreadable.length], [after, reads[1].unreadable.length]),
  };
}

/** What is worse about an alert than before. */
function findingsOf(
  alert: CoveredAlert,
  before: CoveredAlert | undefined,
  changed: ReadonlySet<string>,
): readonly Finding[] {
  const name = `\`${alert.name.replaceAll(/[`\p{C}]/gu, " ").slice(0, 80)}\``;
  const worse = alert.rules.filter((rule) => {
    if (rule.link !== "broken") return false;
    const was = before?.rules.find((one) => one.alert.runbook?.text === rule.alert.runbook?.text);
    return was?.link !== "broken";
  });
  const broken = worse.map(({ alert: rule, reason = "" }) => {
    const gone = before?.rules.find((one) => one.alert.runbook?.text === rule.runbook?.text)?.runbook;
    const place = rule.runbook?.place ?? lineOf(rule.line);
    return gone && !changed.has(rule.path)
      ? found(
          "runbook-needed",
          "error",
          rule.path,
          place,
          `Unexpected removal of ${gone.path}, expected the runbook that ${name} leads to`,
          "Keep the runbook, or change the alert's link in the same pull request.",
        )
      : found(
          "alert-link",
          "error",
          rule.path,
          place,
          `Unexpected link of ${name}, expected a runbook: ${reason}`,
          "Correct the link, or write the runbook in the same pull request.",
        );
  });
  if (broken.length > 0 || alert.covered) return broken;
  if (before?.covered) {
    const bare = alert.rules.find(({ runbook }) => !runbook) ?? alert.rules[0];
    const lost = before.runbooks.join(", ");
    return bare
      ? [
          found(
            "runbook-needed",
            "error",
            bare.alert.path,
            lineOf(bare.alert.line),
            `Unexpected loss of the runbook of ${name} (${lost}), expected it to have one`,
            "Keep the runbook, or link another one from the alert.",
          ),
        ]
      : [];
  }
  const fresh = alert.rules.filter(({ alert: rule, runbook }) => !runbook && changed.has(rule.path));
  if (before || fresh.length === 0) return [];
  return fresh.map(({ alert: rule }) =>
    found(
      "alert-runbook",
      "warning",
      rule.path,
      lineOf(rule.line),
      `Unexpected new alert ${name} without a runbook, expected one of this repository`,
      "Write the runbook from templates/runbook.md and link it, or list the alert under `alerts:` of one that there is.",
    ),
  );
}

function found(
  rule: string,
  severity: FindingSeverity,
  path: string,
  place: Place,
  message: string,
  fix: string,
): Finding {
  return { rule, severity, path, place, message, fix };
}

const lineOf = (line: number): Place => ({ line, column: 1, endLine: line, endColumn: 1 });

type Side = readonly [coverage: AlertCoverage, unknown: number];

function changeOf(before: Side, after: Side): string {
  const say = ([{ alerts }, unknown]: Side): string => {
    const n = alerts.length + unknown;
    const covered = alerts.filter((one) => one.covered).length;
    return `${percent(shareOf(covered, n, ""))} (${covered} of ${n}${unknown > 0 ? `, ${unknown} unreadable` : ""})`;
  };
  const [was, is] = [say(before), say(after)];
  const lost = after[0].alerts.filter(
    ({ covered, name }) => !covered && !before[0].alerts.some((one) => one.name === name),
  );
  const names = lost.slice(0, 10).map(({ name }) => safeInline(name, { length: 80 }));
  const fresh =
    names.length > 0 ? ` New without a runbook: ${names.join(", ")}${lost.length > names.length ? " …" : ""}.` : "";
  const moved = was === is ? `stays at ${is}` : `${was} → ${is}`;
  return `### Runbook coverage\n\nAlerts with a runbook: ${moved}.${fresh}`;
}
