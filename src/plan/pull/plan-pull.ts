import { readConfigText } from "../../markdown/config-text.ts";
import type { Effect, Plan } from "../../model/effect.ts";
import type { Facts } from "../../model/facts.ts";
import { checkName, fileStart } from "../../model/finding.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import type { PullObservation } from "../../model/observation.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { checkIncident } from "../../rules/check-incident.ts";
import { type Checked, unreadable } from "../../rules/checked.ts";
import { checkRunbook } from "../../rules/runbook/check-runbook.ts";
import { checkSummary, type Older } from "../../rules/summary.ts";
import { type CoverageCheck, checkCoverage } from "./check-coverage.ts";
import { factsAround } from "./facts-around.ts";
import { suggest, suggestionsFor } from "./suggest.ts";

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
  const facts = factsAround(observation);
  return {
    effects: checkRun(observation, commit, {
      files: observation.files.map((file) => checkFile(file, observation, facts)),
      coverage: checkCoverage(observation),
      older: olderFindings(observation, facts),
    }),
    notes: unknownTeams(observation),
    settles: true,
  };
}

/** The teams that own what is changed, of which nobody can tell us who is in them. */
function unknownTeams({ ownership }: PullObservation): readonly string[] {
  return Object.entries(ownership?.teams ?? {}).flatMap(([team, members]) =>
    members === null
      ? [
          `Who is in ${team} can't be read, so that anybody's approval counts for it: the App needs \`members: read\` of the organization`,
        ]
      : [],
  );
}

/** The check run for files that took too long to read: the pull request can't be merged by being slow. */
export function planSlowPull(observation: PullObservation): Plan {
  const { commit } = observation;
  const slow = observation.files.map(({ path }) =>
    unreadable(
      path,
      fileStart,
      "Unexpected text that takes over 2 s to read, expected a post-mortem",
      "Simplify the file: fewer marks, shorter paragraphs, logs in files of their own.",
    ),
  );
  return {
    effects: commit === null ? [] : checkRun(observation, commit, { files: slow }),
    notes: ["The changed files take too long to read"],
    settles: true,
  };
}

function checkRun(observation: PullObservation, commit: string, { files, coverage, older }: Asked): readonly Effect[] {
  const { check, repository } = observation;
  const checked = [...files, ...(coverage?.checked ?? [])];
  const findings = checked.flatMap((one) => one.findings);
  const suggestions = suggestionsFor(observation, findings);
  const said = checked.length === 0 ? notApplicable : checkSummary(checked, { older, suggestions: suggestions.length });
  const wanted = coverage ? { ...said, summary: `${said.summary.trim()}\n\n${coverage.says}\n` } : said;
  const same =
    check?.status === "completed" &&
    check.conclusion === wanted.conclusion &&
    check.title === wanted.title &&
    check.summary.trim() === wanted.summary.trim();
  const buttons = repository.lacks.includes("check-buttons") ? [] : [checkAgain];
  const run = { sha: commit, name: checkName, id: check?.id ?? null, ...wanted, findings, buttons };
  // Suggestions first: a check that says the same is the sign that they were made.
  return [...suggest(observation, suggestions, !same), ...(same ? [] : [{ kind: "check", ...run } as const])];
}

interface Asked {
  readonly files: readonly Checked[];
  readonly coverage?: CoverageCheck | undefined;
  readonly older?: Older | undefined;
}

const checkAgain = { label: "Check again", says: "Ask the rules again", identifier: "recheck" };

/** Characters of text that are looked at only to be counted: more could take the time that the changed files need. */
const mostOlder = 400_000;

/** What the rules find in the incident files that nobody changes here. */
function olderFindings(observation: PullObservation, facts: Facts): Older | undefined {
  const others = (observation.around?.others ?? []).filter(({ text }) => text !== null);
  if (others.reduce((sum, { text }) => sum + (text?.length ?? 0), 0) > mostOlder) return undefined;
  const counts = others.map((file) => checkFile(file, observation, facts).findings.length).filter((count) => count > 0);
  return { findings: counts.reduce((sum, count) => sum + count, 0), records: counts.length };
}

/** So that the check can be required of every pull request. */
const notApplicable = {
  conclusion: "success",
  title: "Not applicable: no incident file or runbook is changed",
  summary: "This pull request changes no incident file and no runbook, so there is nothing to check.",
} as const;

function checkFile(
  { path, text }: { readonly path: string; readonly text: string | null },
  observation: PullObservation,
  facts: Facts,
): Checked {
  const { config, now, templates } = observation;
  if (text === null) {
    return unreadable(
      path,
      fileStart,
      "Unexpected content, expected UTF-8 text of at most 1 MB",
      "Save the file as UTF-8; move large logs and pictures into files of their own.",
    );
  }
  if (path.endsWith(".yml")) return { path, findings: readConfigText(text).findings, good: [] };
  if (isIncidentPath(path, config.incidents) || !isRunbookPath(path, config))
    return checkIncident({ path, text, config, now, templates, facts });
  const { codeOwners, approvers, teams } = observation.ownership ?? { codeOwners: null, approvers: null, teams: {} };
  return checkRunbook({
    ...{ path, text, config, now, facts },
    codeOwners: codeOwners ?? undefined,
    approvers: approvers ?? undefined,
    teams,
  });
}
