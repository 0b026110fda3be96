import { percent } from "../share.ts";
import { atLeast, atLeastOf, type Criterion, counted, type Evidence, type Measured } from "./criterion.ts";

function alertsCovered({ runbooks: { alerts } }: Evidence, least: number): Measured {
  const broken = alerts.broken.map(({ path }) => path);
  const n = alerts.total + alerts.unknown;
  return atLeastOf(least, alerts.covered, n, "of the alerts have a runbook", [...new Set(broken)]);
}

export const technologyCriteria: readonly Criterion[] = [
  {
    id: "runbooks",
    dimension: "technology",
    level: 2,
    says: "There is at least one runbook",
    raise: "Write down what was done in the last incident: `templates/runbook.md` has the sections.",
    measure: ({ runbooks: { runbooks } }) => ({
      met: runbooks.total > 0,
      found: counted(runbooks.total, "runbook"),
      files: [],
    }),
  },
  {
    id: "incidents-covered",
    dimension: "technology",
    level: 3,
    says: "At least 60 % of the incidents have a runbook",
    raise: "Write the runbooks that reports/runbook-coverage.md ranks first.",
    measure: ({ runbooks: { incidents } }) =>
      atLeastOf(0.6, incidents.with, incidents.n, "of the incidents have a runbook"),
  },
  {
    id: "alerts-known",
    dimension: "technology",
    level: 3,
    says: "Alert rules are read from the repository (`alerts` in the config)",
    raise: "Name the files that define alerts in `.github/gitcident.yml`.",
    measure: ({ runbooks: { alerts, rules } }) => ({
      met: rules > 0,
      found: `${counted(rules, "rule")}, ${counted(alerts.total, "alert")}`,
      files: [],
    }),
  },
  {
    id: "alerts-covered",
    dimension: "technology",
    level: 4,
    says: "At least 80 % of the alerts have a runbook",
    raise: "Give alerts a `runbook_url`, or name them in a runbook's `alerts:`.",
    measure: (evidence) => alertsCovered(evidence, 0.8),
  },
  {
    id: "found-by-alerts",
    dimension: "technology",
    level: 4,
    says: "At least 60 % of the incidents name the alert that found them",
    raise: "Say `/alert name`; where there was none, an action item of type detect makes one.",
    measure: ({ facts }) => atLeast(0.6, facts, "name an alert", ({ alerts }) => alerts.length > 0),
  },
  {
    id: "runbooks-alive",
    dimension: "technology",
    level: 5,
    says: "At least 95 % of the alerts have a runbook, no link to one is broken, and no runbook is stale",
    raise: "Mend the broken links, and verify the stale runbooks (`last_verified`).",
    measure: (evidence) => {
      const { alerts, runbooks } = evidence.runbooks;
      const covered = alertsCovered(evidence, 0.95);
      const [broken, stale] = [alerts.broken.length, runbooks.stale.length];
      return {
        met: covered.met && broken === 0 && stale === 0,
        found: `${alerts.share === null ? "no alerts to look at" : `${percent(alerts)} of the alerts have a runbook`}, ${counted(broken, "broken link")}, ${counted(stale, "stale runbook")}`,
        files: [...covered.files, ...runbooks.stale.map(({ path }) => path)].slice(0, 5),
      };
    },
  },
];
