import { readActionItems } from "../markdown/action-items.ts";
import { type Document, readDocument, type Section } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline, type TimelineEntry } from "../markdown/timeline.ts";
import { priorities } from "../model/action-item.ts";
import { type Config, severityConfigOf } from "../model/config.ts";
import { type IncidentFields, isRunning, readFields } from "../model/fields.ts";
import { timeFields } from "../model/incident.ts";
import type { IncidentReport, Measure, ReportEntry, ReportItem } from "../model/incident-report.ts";
import type { Runbook } from "../model/runbook.ts";
import { type Instant, readDate } from "../model/time.ts";
import { matchRunbooks } from "./match-runbooks.ts";
import { archiveMetrics } from "./report-archive.ts";
import { impactOf } from "./report-impact.ts";
import { remediationOf, titled } from "./report-remediation.ts";
import { linesOf, type Part, partsOf, sourceOf } from "./report-sections.ts";
import { severityOf } from "./report-severity.ts";
import { measureOf, measures, readTimes } from "./seconds.ts";

export interface ReportInput {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  readonly runbooks: readonly Runbook[];
  /** Every incident file, this one included. */
  readonly archive: readonly { readonly path: string; readonly text: string }[];
  /** Decides what is overdue and how long a running incident has lasted. */
  readonly now: Instant;
}

export type ReportResult =
  | { readonly kind: "ok"; readonly report: IncidentReport }
  | { readonly kind: "broken"; readonly reason: string; readonly line: number };

/**
 * The report of an incident: every number with its formula, every text as the record has it. What is not recorded is
 * null or empty, never guessed. The same input gives the same report.
 */
export function incidentReport(input: ReportInput): ReportResult {
  const read = readDocument(input.path, input.text);
  if (read.kind === "unread") return { kind: "broken", reason: `Unexpected ${read.reason}`, line: read.line };
  const { document } = read;
  const { frontmatter } = document;
  if (frontmatter.kind === "none") {
    return {
      kind: "broken",
      reason: "Unexpected start of file, expected frontmatter between two lines of ---",
      line: 1,
    };
  }
  if (frontmatter.kind === "broken") {
    return { kind: "broken", reason: frontmatter.reason, line: document.placeOf(frontmatter.at).line };
  }
  return { kind: "ok", report: reportOf(document, readFields(frontmatter.frontmatter.fields), input) };
}

function reportOf(document: Document, fields: IncidentFields, input: ReportInput): IncidentReport {
  const { config, now } = input;
  const section = (name: string): Section | undefined => sectionOf(document, name, config);
  const entries = (name: string): readonly TimelineEntry[] => {
    const found = section(name);
    return found ? readTimeline(document, found) : [];
  };
  const times = readTimes(fields, [...timeFields, "due"]);
  const running = isRunning(fields) && times.resolved === null;
  const duration = durationOf(times, running ? now : null);
  const items = itemsOf(document, section("Action items"), now);
  const investigation = investigationOf(document, section("Root cause"));
  const remediation = remediationOf(document, section("Resolution"), items, times.resolved);
  const impact = impactOf(document, section("Impact"), fields, duration);
  const incident = measures.map(([name, to, from]) => measureOf(name, to, from, times));
  return {
    version: 1,
    path: input.path,
    id: fields.id ?? input.path.slice(input.path.lastIndexOf("/") + 1).replace(/\.md$/, ""),
    title: fields.title ?? "",
    kind: fields.kind,
    type: fields.type,
    status: fields.status ?? null,
    asOf: running ? now : null,
    times,
    duration,
    services: fields.services,
    alerts: fields.alerts,
    roles: Object.entries(fields.roles).map(([name, holder]) => ({
      title: (Object.hasOwn(config.roles, name) && config.roles[name]?.title) || name,
      holder,
    })),
    runbooks: matchRunbooks(fields, input.runbooks).map(({ runbook, because }) => ({
      path: runbook.path,
      title: runbook.title,
      because,
    })),
    summary: {
      text: sourceOf(document, section("Summary")?.nodes ?? []),
      cause: fields.causes.join("; "),
      resolution: remediation.immediate.recorded.join("; "),
    },
    severity: severityOf(fields, config, duration),
    timeline: entries("Timeline").map(entryOf),
    investigation,
    impact,
    communication: entries("Communication log").map((entry) => {
      const said = /^\[([^\]]{1,60})\]\s*/.exec(entry.text);
      return { ...entryOf(entry), text: entry.text.slice(said?.[0].length ?? 0), audience: said?.[1] ?? "" };
    }),
    remediation,
    postmortem: postmortemOf(document, section("Lessons learned")),
    items,
    metrics: {
      incident,
      response: responseOf(times, severityConfigOf(fields.severity ?? "", config).response),
      archive: archiveMetrics(input.archive, {
        path: input.path,
        services: fields.services,
        started: times.started,
      }),
    },
    notes: notesOf(document, fields, impact, [duration, ...incident]),
  };
}

function durationOf(times: IncidentReport["times"], now: Instant | null): Measure {
  if (now === null) return measureOf("Duration", "resolved", "started", times);
  return measureOf("Duration so far", "now", "started", { ...times, now });
}

/** The answer against its target, from the declaration, as the reminders count it. */
function responseOf(times: IncidentReport["times"], minutes: number): IncidentReport["metrics"]["response"] {
  const measure = measureOf("Response", "acknowledged", "declared", times);
  return { ...measure, target: minutes * 60, met: measure.seconds === null ? null : measure.seconds <= minutes * 60 };
}

function entryOf(entry: TimelineEntry): ReportEntry {
  return { at: entry.at ?? null, written: entry.written, text: entry.text, author: entry.author ?? null };
}

/** High first; what is none of the three comes last. */
function rank(priority: string | null): number {
  const place = (priorities as readonly (string | null)[]).indexOf(priority);
  return place === -1 ? priorities.length : place;
}

/** The action items, high priority first; those of one priority in the order of the file. */
function itemsOf(document: Document, section: Section | undefined, now: Instant): ReportItem[] {
  const read = section ? readActionItems(document, section) : [];
  return read
    .map((item) => ({ ...item, priority: item.priority ?? null }))
    .toSorted((a, b) => rank(a.priority) - rank(b.priority))
    .map((item, index) => {
      const date = readDate(item.due ?? "");
      return {
        number: index + 1,
        text: item.text,
        owner: item.owner ?? null,
        due: item.due ?? null,
        priority: item.priority,
        type: item.type ?? null,
        every: item.every ?? null,
        issue: item.issue ?? null,
        status: item.done ? "done" : date !== undefined && date < now.slice(0, 10) ? "overdue" : "open",
      };
    });
}

function find(parts: readonly Part[], title: RegExp): Part | undefined {
  return parts.find((part) => title.test(part.title));
}

function investigationOf(document: Document, section: Section | undefined): IncidentReport["investigation"] {
  const parts = partsOf(section);
  const technical = find(parts, /technical|primary|root cause|trigger/i) ?? parts[0];
  const process = find(parts, /process|organi[sz]ation/i);
  const whys = find(parts, /\bwhys?\b/i);
  const factors = find(parts, /contribut|factors/i);
  const taken = [technical, process, whys, factors];
  const others = parts.filter((part) => !taken.includes(part)).map((part) => titled(document, part));
  return {
    technical: sourceOf(document, technical?.nodes ?? []),
    process: sourceOf(document, process?.nodes ?? []),
    factors: [...linesOf(document, factors)],
    whys: linesOf(document, whys).map((line) => {
      const asked = /^([^?\n]{1,500}\?)\s*/.exec(line);
      return asked ? { question: asked[1] ?? "", answer: line.slice(asked[0].length) } : { question: "", answer: line };
    }),
    other: others.filter((text) => text !== "").join("\n\n"),
  };
}

function postmortemOf(document: Document, section: Section | undefined): IncidentReport["postmortem"] {
  const parts = partsOf(section);
  const well = find(parts, /went well|what worked|good/i);
  const improve = find(parts, /improve|went wrong|badly|did(?:n't| not) work/i);
  const lucky = find(parts, /luck/i);
  const rest = parts.filter((part) => ![well, improve, lucky].includes(part));
  return {
    well: [...linesOf(document, well)],
    improve: [...linesOf(document, improve)],
    lucky: [...linesOf(document, lucky)],
    lessons: rest.flatMap((part) => linesOf(document, part)),
  };
}

function notesOf(
  document: Document,
  fields: IncidentFields,
  impact: IncidentReport["impact"],
  all: readonly Measure[],
): string[] {
  const reversed = all.flatMap(({ name, problem }) => (problem?.includes("before") ? [`${name}: ${problem}.`] : []));
  const unread = timeFields.filter((field) => fields[field] && readTimes(fields, [field])[field] === null);
  const { revenue } = impact;
  return [
    ...new Set(reversed),
    ...unread.map(
      (field) => `Unexpected time in \`${field}\`, expected ISO 8601 with a zone: it counts as not recorded.`,
    ),
    ...(revenue?.agrees === false
      ? [`The record states a revenue loss of ${revenue.recorded}; the formula gives ${revenue.loss}.`]
      : []),
    ...(document.sections.length === 0 ? ["The record has no sections yet."] : []),
  ];
}
