import { isMistake } from "../../commands/command.ts";
import { readTimeOnly } from "../../commands/time-phrase.ts";
import { readForm } from "../../markdown/issue-form.ts";
import { type Config, readSeverity } from "../../model/config.ts";
import type { Severity } from "../../model/incident.ts";
import type { Instant } from "../../model/time.ts";

/** A declaration as far as the issue's form says it, and what it does not say or what can't be read. */
export interface Declaration {
  readonly severity: Severity;
  readonly type: string;
  readonly services: readonly string[];
  readonly started: Instant;
  readonly seen: string;
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  /** What to ask for, each with how to tell it. */
  readonly missing: readonly string[];
}

const labels = {
  seen: "What is seen",
  severity: "Severity",
  impact: "Impact",
  urgency: "Urgency",
  type: "Type",
  services: "Services",
  started: "Started",
} as const;
const questions = ["Are customers affected?", "Was it unplanned?", "Will it take more than an hour to fix?"] as const;

const matrix: Readonly<Record<string, readonly Severity[]>> = {
  everybody: ["sev1", "sev1", "sev2", "sev3"],
  many: ["sev1", "sev2", "sev2", "sev3"],
  some: ["sev2", "sev2", "sev3", "sev4"],
  "few or internal": ["sev2", "sev3", "sev4", "sev4"],
};
const urgencies = ["immediate", "high", "medium", "low"];

/** Reads an issue's body, opened at `at`, by the table of docs/issue-form.md. Never throws and never refuses. */
export function readDeclaration(
  body: string,
  at: Instant,
  config: Config,
  labelsOfIssue: readonly string[] = [],
): Declaration {
  const form = readForm(body, [...Object.values(labels), ...questions]);
  const missing: string[] = [];
  const severity = severityOf(form, config, labelsOfIssue, missing);
  const type = typeOf(form[labels.type], config, missing);
  const started = startedOf(form[labels.started], at, config, missing);
  const services = (form[labels.services] ?? "")
    .split(/[,\n]/)
    .map((name) => name.trim().replaceAll(/^`|`$/g, ""))
    .filter((name) => name !== "");
  const answers = questions.flatMap((question) => (form[question] ? [{ question, answer: form[question] }] : []));
  return {
    severity,
    type,
    services: services.slice(0, 50),
    started,
    answers,
    seen: form[labels.seen] ?? form[""] ?? "",
    missing,
  };
}

function severityOf(
  form: Readonly<Record<string, string>>,
  config: Config,
  labelsOfIssue: readonly string[],
  missing: string[],
): Severity {
  const said = form[labels.severity]?.split(":")[0]?.trim() ?? "";
  const unsure = said === "" || /^not sure/i.test(said);
  const labelled = labelsOfIssue.map((label) => /^severity:(.+)$/.exec(label)?.[1]).find((name) => name !== undefined);
  const chosen = readSeverity(unsure ? (labelled ?? "") : said, config);
  if (chosen) return chosen;
  if (!unsure)
    missing.push(
      `Unexpected severity “${said.slice(0, 60)}”, expected sev1, sev2, sev3 or sev4: say \`/severity sev2\``,
    );
  return fromMatrix(form[labels.impact], form[labels.urgency], unsure, missing);
}

/** Severity from impact × urgency. With one unknown, one step below the top; with both, sev3; and it is asked for. */
function fromMatrix(
  impact: string | undefined,
  urgency: string | undefined,
  ask: boolean,
  missing: string[],
): Severity {
  const row = matrix[impact?.trim().toLowerCase() ?? ""];
  const column = urgencies.indexOf(urgency?.trim().toLowerCase() ?? "");
  const both = row?.[column];
  if (both) return both;
  const half = row ? "the urgency" : column >= 0 ? "the impact" : "neither severity nor impact and urgency";
  const guess = row === matrix["everybody"] || column === 0 ? "sev2" : "sev3";
  if (ask)
    missing.push(
      `Severity taken as ${guess}, because the issue says ${row || column >= 0 ? `not ${half}` : half}: say \`/severity sev1\` (to sev4) when you know`,
    );
  return guess;
}

function typeOf(said: string | undefined, config: Config, missing: string[]): string {
  const wanted = said?.trim().toLowerCase() ?? "";
  const known = Object.keys(config.types);
  const found = known.find((name) => name.toLowerCase() === wanted);
  if (wanted !== "" && !found)
    missing.push(
      `Unexpected type “${wanted.slice(0, 60)}”, expected ${known.join(", ")}: edit \`type:\` in the record`,
    );
  return found ?? "availability";
}

function startedOf(said: string | undefined, at: Instant, config: Config, missing: string[]): Instant {
  if (said === undefined) return at;
  const read = readTimeOnly(said.trim(), { at, config });
  if (!isMistake(read)) return read.at;
  missing.push(
    `Unexpected start time “${said.slice(0, 60)}”, expected ISO 8601 or HH:MM in UTC: say \`/set started 02:30\``,
  );
  return at;
}
