import type { Horizon, ImpactLine, IncidentReport, ReportEntry } from "../model/incident-report.ts";
import { type Block, list, marked, part, plain, prose, type Said, subpart, table } from "./report-blocks.ts";
import { headlinesOf } from "./report-headlines.ts";
import { metricsPart } from "./report-metrics.ts";
import { hasPicture } from "./report-picture.ts";
import { sayClock } from "./seconds.ts";

/** The parts of a report in their order: every part is there, and says so where nothing is recorded. */
export function layoutOf(report: IncidentReport): readonly Block[] {
  return [
    { kind: "numbers", numbers: headlinesOf(report) },
    ...report.notes.map((text): Block => ({ kind: "note", text: `Please check: ${text}` })),
    ...summary(report),
    ...severity(report),
    ...timeline(report),
    ...investigation(report),
    ...impact(report),
    ...communication(report),
    ...remediation(report),
    ...postmortem(report),
    ...actionItems(report),
    ...metricsPart(report),
  ];
}

/** `2025-01-15 02:30:00 UTC`. */
export function sayInstant(instant: string | null): string {
  return instant === null ? "not recorded" : `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

export function severityName(report: IncidentReport): string {
  const { name, title } = report.severity;
  return name === null ? "not recorded" : `${name.replace("sev", "SEV-")}${title === "" ? "" : ` (${title})`}`;
}

function summary(report: IncidentReport): readonly Block[] {
  const listed = (all: readonly string[]): Said => plain(all.join(", ") || "not recorded");
  const said = (markdown: string): Said => (markdown === "" ? plain("not recorded") : marked(markdown));
  const rows: (readonly [string, Said])[] = [
    ["Affected systems", listed(report.services)],
    ["Root cause", said(report.summary.cause)],
    ["Resolution", said(report.summary.resolution)],
    ["Started", plain(sayInstant(report.times.started))],
    ["Resolved", plain(sayInstant(report.times.resolved))],
    ["Alerts", listed(report.alerts)],
    ["Roles", listed(report.roles.map(({ title, holder }) => `${title} ${holder}`))],
    ["Runbooks", listed(report.runbooks.map(({ title, because }) => `${title} (${because})`))],
  ];
  return [part("Summary"), ...prose(report.summary.text), { kind: "facts", title: "The incident at a glance", rows }];
}

function severity(report: IncidentReport): readonly Block[] {
  const verdict = (holds: boolean | null): string => (holds === null ? "–" : holds ? "yes" : "no");
  const { criteria, definition } = report.severity;
  const rows = criteria.map(({ name, holds, evidence }) => [plain(name), plain(verdict(holds)), plain(evidence)]);
  return [
    part("Severity classification"),
    {
      kind: "prose",
      markdown: `**${severityName(report)}**${definition === "" ? "" : `: ${definition}`}`,
    },
    ...table("Criteria and their evidence", ["Criterion", "Holds", "Evidence"], rows),
  ];
}

const dayOf = (report: IncidentReport): string => (report.times.started ?? report.timeline[0]?.at ?? "").slice(0, 10);
const clock = (entry: ReportEntry, day: string): Said =>
  plain(entry.at === null ? entry.written : sayClock(entry.at, day));

function timeline(report: IncidentReport): readonly Block[] {
  const day = dayOf(report);
  const rows = report.timeline.map((entry, index) => [
    plain(String(index + 1)),
    clock(entry, day),
    marked(entry.text),
    plain(entry.author ?? ""),
  ]);
  const picture: readonly Block[] = hasPicture(report) ? [{ kind: "picture" }] : [];
  const title = day === "" ? "Times in UTC" : `Times in UTC, on ${day} unless another day is named`;
  return [part("Timeline"), ...picture, ...table(title, ["No.", "Time", "What happened", "Who"], rows)];
}

function investigation({ investigation: found }: IncidentReport): readonly Block[] {
  const whys = found.whys.map(({ question, answer }) =>
    [question && `**${question}**`, answer].filter(Boolean).join(" "),
  );
  return [
    part("Technical investigation"),
    subpart("Primary cause"),
    ...prose(found.technical),
    subpart("What let it happen"),
    ...prose(found.process),
    subpart("Contributing factors"),
    ...list(found.factors, true),
    subpart("Root cause analysis: five whys"),
    ...list(whys, true),
    ...(found.other === "" ? [] : [subpart("More on the cause"), ...prose(found.other)]),
  ];
}

function impact({ impact: felt, duration }: IncidentReport): readonly Block[] {
  const lines = (title: string, all: readonly ImpactLine[]): readonly Block[] =>
    table(
      title,
      ["What", "How much", "Note"],
      all.map(({ name, value, note }) => [plain(name), marked(value), marked(note)]),
    );
  const { revenue } = felt;
  const stated =
    revenue?.recorded == null
      ? ""
      : revenue.agrees
        ? "; the record states the same"
        : "; the record states another number";
  return [
    part("Impact assessment"),
    ...(felt.text === "" ? [] : prose(felt.text)),
    subpart("Customer impact"),
    ...lines("What customers noticed", felt.customer),
    subpart("Business impact"),
    ...lines("What it cost", felt.business),
    ...(revenue
      ? [{ kind: "note", text: `Revenue loss, estimated: ${revenue.formula} (${duration.formula}${stated}).` } as const]
      : []),
    subpart("Technical impact"),
    ...lines("What failed, and for how long", felt.technical),
  ];
}

function communication(report: IncidentReport): readonly Block[] {
  const day = dayOf(report);
  const rows = report.communication.map((entry) => [
    clock(entry, day),
    plain(entry.audience || "–"),
    marked(entry.text),
    plain(entry.author ?? ""),
  ]);
  return [part("Communication log"), ...table("Who was told what", ["Time (UTC)", "Audience", "Message", "By"], rows)];
}

function remediation(report: IncidentReport): readonly Block[] {
  const item = (number: number): string => {
    const found = report.items[number - 1];
    return found
      ? `Action item ${number}: ${found.text} (${found.due ? `due ${found.due}, ` : ""}${found.status})`
      : "";
  };
  const horizon = (title: string, { recorded, items }: Horizon): readonly Block[] => [
    subpart(title),
    ...list([...recorded, ...items.map(item)], true),
  ];
  const { immediate, shortTerm, longTerm, undated, text } = report.remediation;
  return [
    part("Remediation"),
    ...(text === "" ? [] : prose(text)),
    ...horizon("Immediate: during the incident", immediate),
    ...horizon("Short-term: within 24 hours", shortTerm),
    ...horizon("Long-term: within 30 days and later", longTerm),
    ...(undated.length === 0 ? [] : [subpart("Without a date"), ...list(undated.map(item))]),
  ];
}

function postmortem({ postmortem: held }: IncidentReport): readonly Block[] {
  const told = held.well.length + held.improve.length + held.lucky.length > 0;
  return [
    part("Post-mortem"),
    subpart("What went well"),
    ...list(held.well),
    subpart("What could be improved"),
    ...list(held.improve),
    subpart("Where we got lucky"),
    ...list(held.lucky),
    ...(told && held.lessons.length === 0 ? [] : [subpart("Lessons learned"), ...list(held.lessons, true)]),
  ];
}

function actionItems({ items }: IncidentReport): readonly Block[] {
  const rows = items.map((item) => [
    plain(String(item.number)),
    marked(item.text + (item.issue === null ? "" : ` (issue ${item.issue})`)),
    plain(item.owner ?? "nobody"),
    plain(`${item.due ?? "no date"}${item.every === null ? "" : `, every ${item.every}`}`),
    plain(item.priority ?? "–"),
    plain(item.status),
  ]);
  const head = ["No.", "What", "Owner", "Due", "Priority", "Status"];
  return [part("Action items"), ...table("What is being done so that it does not come back", head, rows)];
}
