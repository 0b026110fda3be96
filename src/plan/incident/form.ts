import { isMistake } from "../../commands/command.ts";
import { said, sayOneOf } from "../../commands/said.ts";
import { readTimeOnly } from "../../commands/time-phrase.ts";
import { unwrap } from "../../commands/words.ts";
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

/** What the record takes of what is seen, in characters; `safeBlock` cuts there. */
const longSeen = 12_000;
const cutSeen = "The record holds the first 12,000 characters of what is seen; the whole of it stands in this issue";

/** Reads an issue's body, opened at `at`, by the table of docs/issue-form.md. Never throws and never refuses. */
export function readDeclaration(
  body: string,
  at: Instant,
  config: Config,
  labelsOfIssue: readonly string[] = [],
): Declaration {
  const { form, rest } = firstParagraphs(readForm(body, [...Object.values(labels), ...questions]));
  const missing: string[] = [];
  const severity = severityOf(form, config, labelsOfIssue, missing);
  const type = typeOf(form[labels.type], config, missing);
  const started = startedOf(form[labels.started], at, config, missing);
  const services = (form[labels.services] ?? "")
    .split(/[,;\n]/)
    .map((name) => unwrap(name.trim().replace(/^[-*+]\s/, "")))
    .filter((name) => name !== "");
  const answers = questions.flatMap((question) => (form[question] ? [{ question, answer: form[question] }] : []));
  const seen = [form[labels.seen] ?? form[""] ?? "", ...rest].filter((text) => text !== "").join("\n\n");
  return {
    severity,
    type,
    services: services.slice(0, 50),
    started,
    answers,
    seen,
    missing: seen.length > longSeen ? [...missing, cutSeen] : missing,
  };
}

/** What is written below an answer of one line is no part of it, and is seen all the same. */
function firstParagraphs(form: Readonly<Record<string, string>>): {
  readonly form: Readonly<Record<string, string>>;
  readonly rest: readonly string[];
} {
  const short = [labels.severity, labels.impact, labels.urgency, labels.type, labels.started] as const;
  const cut = short.flatMap((label) => {
    const [first, more] = /^(.*?)\n[ \t]*\n(.*)$/s.exec(form[label] ?? "")?.slice(1) ?? [];
    return first === undefined ? [] : [{ label, first, more: more?.trim() ?? "" }];
  });
  const answers = Object.fromEntries(cut.map(({ label, first }) => [label, first]));
  return { form: { ...form, ...answers }, rest: cut.map(({ more }) => more) };
}

function severityOf(
  form: Readonly<Record<string, string>>,
  config: Config,
  labelsOfIssue: readonly string[],
  missing: string[],
): Severity {
  const words = form[labels.severity]?.split(":")[0]?.trim() ?? "";
  const unsure = words === "" || /^not sure/i.test(words);
  const labelled = labelsOfIssue.map((label) => /^severity:(.+)$/.exec(label)?.[1]).find((name) => name !== undefined);
  const chosen = readSeverity(unsure ? (labelled ?? "") : words, config);
  if (chosen) return chosen;
  const { severity, because } = fromMatrix(form[labels.impact], form[labels.urgency]);
  if (!unsure)
    missing.push(
      `Unexpected severity ${said(words)}, expected sev1, sev2, sev3 or sev4. Taken as ${severity}: \`/severity sev2\` corrects it`,
    );
  else if (because)
    missing.push(`Severity taken as ${severity}, because ${because}: \`/severity sev1\` (to sev4) when you know`);
  return severity;
}

/** Severity from impact × urgency. With one unknown, one step below the top; with both, sev3; and why it is a guess. */
function fromMatrix(
  impact: string | undefined,
  urgency: string | undefined,
): { readonly severity: Severity; readonly because?: string } {
  const row = matrix[impact?.trim().toLowerCase() ?? ""];
  const column = urgencies.indexOf(urgency?.trim().toLowerCase() ?? "");
  const both = row?.[column];
  if (both) return { severity: both };
  const severity = row === matrix["everybody"] || column === 0 ? "sev2" : "sev3";
  if (impact && !row) return { severity, because: noneOf("impact", impact, Object.keys(matrix)) };
  if (urgency && column < 0) return { severity, because: noneOf("urgency", urgency, urgencies) };
  if (row) return { severity, because: "the issue does not say the urgency" };
  const unsaid = column >= 0 ? "does not say the impact" : "says neither severity nor impact and urgency";
  return { severity, because: `the issue ${unsaid}` };
}

const noneOf = (what: string, typed: string, known: readonly string[]): string =>
  `${said(typed)} is no ${what}: ${known.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join(", ")}`;

function typeOf(answer: string | undefined, config: Config, missing: string[]): string {
  const wanted = answer?.trim().toLowerCase() ?? "";
  const known = Object.keys(config.types);
  const found = known.find((name) => name.toLowerCase() === wanted);
  if (wanted !== "" && !found)
    missing.push(
      `Unexpected type ${said(wanted)}, expected ${sayOneOf(known)}. Taken as availability: edit \`type:\` in the record`,
    );
  return found ?? "availability";
}

function startedOf(answer: string | undefined, at: Instant, config: Config, missing: string[]): Instant {
  if (answer === undefined) return at;
  const read = readTimeOnly(answer.trim(), { at, started: at, config });
  if (!isMistake(read)) return read.at;
  missing.push(
    `Unexpected start time ${said(answer)}, expected one before this issue, as \`02:30\` or \`2025-01-15T02:30:00Z\` in UTC: \`/set started 02:30\``,
  );
  return at;
}
