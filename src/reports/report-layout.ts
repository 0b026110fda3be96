import type { Horizon, ImpactLine, IncidentReport, Mean, Measure, ReportEntry } from "../model/incident-report.ts";
import { headlinesOf } from "./report-headlines.ts";
import { sayClock, saySeconds } from "./seconds.ts";

/** A text to show: ours or a plain value, shown letter by letter; or Markdown of the record. */
export type Said = { readonly plain: string } | { readonly markdown: string };

/** What a report consists of, whatever it is rendered to. */
export type Block =
  | { readonly kind: "part" | "subpart"; readonly title: string }
  | { readonly kind: "numbers"; readonly numbers: ReturnType<typeof headlinesOf> }
  | { readonly kind: "facts"; readonly title: string; readonly rows: readonly (readonly [string, Said])[] }
  | {
      readonly kind: "table";
      readonly title: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly Said[])[];
    }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly Said[] }
  | { readonly kind: "prose"; readonly markdown: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "picture" };

const plain = (text: string): Said => ({ plain: text });
const marked = (text: string): Said => ({ markdown: text });
const part = (title: string): Block => ({ kind: "part", title });
const subpart = (title: string): Block => ({ kind: "subpart", title });
const missing: Block = { kind: "note", text: "Not recorded." };

const prose = (markdown: string): readonly Block[] => (markdown === "" ? [missing] : [{ kind: "prose", markdown }]);
const list = (items: readonly string[], ordered = false): readonly Block[] =>
  items.length === 0 ? [missing] : [{ kind: "list", ordered, items: items.map(marked) }];
const table = (title: string, head: readonly string[], rows: readonly (readonly Said[])[]): readonly Block[] =>
  rows.length === 0 ? [missing] : [{ kind: "table", title, head, rows }];

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
    ...metrics(report),
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
  const picture: readonly Block[] = report.times.started === null ? [] : [{ kind: "picture" }];
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

function response({
  seconds,
  problem,
  target,
  met,
  formula,
  inputs,
}: IncidentReport["metrics"]["response"]): readonly Said[] {
  const said = seconds === null ? (problem ?? "–") : `${saySeconds(seconds)}: ${met ? "met" : "missed"}`;
  return [plain(`Response, target ${saySeconds(target)}`), plain(said), plain(formula), plain(clocks(inputs))];
}

const clocks = (inputs: string): string => inputs.replaceAll("T", " ").replaceAll("Z", "") || "–";

function metrics({ metrics: told, duration }: IncidentReport): readonly Block[] {
  const { archive } = told;
  const own = (one: Measure): readonly Said[] => [
    plain(one.name),
    plain(one.seconds === null ? (one.problem ?? "–") : saySeconds(one.seconds)),
    plain(one.formula),
    plain(clocks(one.inputs)),
  ];
  const mean = (one: Mean): readonly Said[] => [
    plain(one.name),
    plain(one.seconds === null ? "–" : saySeconds(one.seconds)),
    plain(String(one.n)),
    plain(one.formula),
  ];
  const { recent, left } = archive;
  const spread = Object.entries(recent.bySeverity).map(([name, n]) => `${name.replace("sev", "SEV-")}: ${n}`);
  const outside = `${left.kind} not of kind incident, ${left.cancelled} cancelled, ${left.duplicate} duplicate, ${left.unreadable} unreadable, ${archive.undated} without a start`;
  return [
    part("Metrics"),
    subpart("This incident"),
    ...table(
      "Each number with its formula (times in UTC)",
      ["Metric", "Value", "Formula", "Inputs"],
      [
        ...told.incident.map(own),
        response(told.response),
        ...(told.incident.some(({ formula }) => formula === duration.formula) ? [] : [own(duration)]),
      ],
    ),
    subpart("All incidents up to this one"),
    ...table(
      "Over the archive; – where there is nothing to count",
      ["Metric", "Value", "n", "Formula"],
      [
        ...archive.means.map(mean),
        mean(archive.betweenFailures),
        [
          plain("Incidents in 30 days"),
          plain(recent.count === null ? "–" : String(recent.count)),
          plain(String(archive.counted)),
          plain(recent.formula),
        ],
        [
          plain("By severity, in 30 days"),
          plain(spread.join(", ")),
          plain(String(recent.count ?? 0)),
          plain("the same incidents by severity"),
        ],
      ],
    ),
    { kind: "note", text: `Counted: ${archive.counted}. Left out: ${outside}.` },
  ];
}
