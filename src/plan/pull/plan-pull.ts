import { readConfigText } from "../../markdown/config-text.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import { checkName, type Finding, fileStart } from "../../model/finding.ts";
import type { PullObservation } from "../../model/observation.ts";
import { type Checked, checkIncident } from "../../rules/check-incident.ts";
import { checkSummary } from "../../rules/summary.ts";
import { type CoverageCheck, checkCoverage } from "./check-coverage.ts";

/** The check run that a pull request, or a group of them in a merge queue, must have, when it does not have it yet. */
export function planPull(observation: PullObservation): Plan {
  const { pull, commit, repository } = observation;
  if (commit === null) {
    const note = pull
      ? `Pull request #${pull.number} is closed`
      : "There is no such pull request or merge group any more";
    return { effects: [], notes: [note], settles: true };
  }
  if (repository.lacks.includes("checks"))
    return { effects: [], notes: ["This server takes no check runs from us"], settles: true };
  return {
    effects: checkRun(
      observation,
      commit,
      observation.files.map((file) => checkFile(file, observation)),
      checkCoverage(observation),
    ),
    notes: [],
    settles: true,
  };
}

/** The check run for files that took too long to read: the pull request can't be merged by being slow. */
export function planSlowPull(observation: PullObservation): Plan {
  const { commit } = observation;
  const slow = observation.files.map(({ path }) =>
    unreadable(
      path,
      "Unexpected text that takes over 2 s to read, expected a post-mortem",
      "Simplify the file: fewer marks, shorter paragraphs, logs in files of their own.",
    ),
  );
  return {
    effects: commit === null ? [] : checkRun(observation, commit, slow),
    notes: ["The changed files take too long to read"],
    settles: true,
  };
}

function checkRun(
  observation: PullObservation,
  commit: string,
  files: readonly Checked[],
  coverage?: CoverageCheck,
): readonly Effect[] {
  const { check } = observation;
  const checked = [...files, ...(coverage?.checked ?? [])];
  const said = checked.length === 0 ? notApplicable : checkSummary(checked);
  const wanted = coverage ? { ...said, summary: `${said.summary.trim()}\n\n${coverage.says}\n` } : said;
  const same =
    check?.status === "completed" &&
    check.conclusion === wanted.conclusion &&
    check.title === wanted.title &&
    check.summary.trim() === wanted.summary.trim();
  const findings = checked.flatMap((one) => one.findings);
  return same ? [] : [{ kind: "check", sha: commit, name: checkName, id: check?.id ?? null, ...wanted, findings }];
}

/** So that the check can be required of every pull request. */
const notApplicable = {
  conclusion: "success",
  title: "Not applicable: no incident file is changed",
  summary: "This pull request changes no incident file, so there is nothing to check.",
} as const;

function checkFile(
  { path, text }: { readonly path: string; readonly text: string | null },
  observation: PullObservation,
): Checked {
  const { config, now, templates } = observation;
  if (text === null) {
    return unreadable(
      path,
      "Unexpected content, expected UTF-8 text of at most 1 MB",
      "Save the file as UTF-8; move large logs and pictures into files of their own.",
    );
  }
  if (path.endsWith(".yml")) return { path, findings: readConfigText(text).findings, good: [] };
  return checkIncident({ path, text, config, now, templates });
}

function unreadable(path: string, message: string, fix: string): Checked {
  const finding: Finding = { rule: "readable", severity: "error", path, place: fileStart, message, fix };
  return { path, findings: [finding], good: [], unread: message };
}
