import { z } from "zod";
import { severities, statuses } from "./incident.ts";

/** Text of the record as its author wrote it: Markdown, to be made safe by whoever shows it. */
const markdown = z.string().meta({ description: "Markdown as it stands in the record" });
const instant = z.string().nullable().meta({ description: "ISO 8601 UTC; null: not recorded" });
const seconds = z.number().int().nullable().meta({ description: "Seconds; null, never 0, where it can't be told" });

const measure = z.object({
  name: z.string().meta({ description: "e.g. Time to detect" }),
  seconds,
  formula: z.string().meta({ description: "e.g. detected − started" }),
  inputs: z.string().meta({ description: "The formula with its times; empty where one is missing" }),
  problem: z.string().nullable().meta({ description: "Why there is no number" }),
});

const mean = z.object({ name: z.string(), formula: z.string(), seconds, n: z.number().int() });

const criterion = z.object({
  name: z.string(),
  holds: z.boolean().nullable().meta({ description: "Whether it counts towards the severity; null: not recorded" }),
  evidence: z.string(),
});

const entry = z.object({ at: instant, written: z.string(), text: markdown, author: z.string().nullable() });

const impactLine = z.object({ name: z.string(), value: markdown, note: markdown });

const actionItem = z.object({
  number: z.number().int().meta({ description: "Its place in this report, by priority" }),
  text: markdown,
  owner: z.string().nullable(),
  due: z.string().nullable().meta({ description: "As written" }),
  priority: z.string().nullable(),
  type: z.string().nullable(),
  every: z.string().nullable().meta({ description: "Recurrence, e.g. 3mo" }),
  issue: z.number().int().nullable(),
  status: z.enum(["done", "open", "overdue"]),
});

const horizon = z.object({
  recorded: z.array(markdown).meta({ description: "From the Resolution section" }),
  items: z.array(z.number().int()).meta({ description: "Numbers of the action items that are due in it" }),
});

const impact = z.object({
  customer: z.array(impactLine),
  business: z.array(impactLine),
  technical: z.array(impactLine),
  text: markdown,
  revenue: z
    .object({
      perHour: z.number(),
      currency: z.string(),
      hours: z.number(),
      loss: z.number(),
      formula: z.string(),
      recorded: z.number().nullable().meta({ description: "The loss that the record states" }),
      agrees: z.boolean().nullable(),
    })
    .nullable()
    .meta({ description: "revenue_per_hour × hours from started to resolved; null where one is missing" }),
});

const archive = z.object({
  counted: z.number().int().meta({ description: "Incidents that started no later than this one" }),
  left: z.object({ kind: z.number(), cancelled: z.number(), duplicate: z.number(), unreadable: z.number() }),
  undated: z.number().int().meta({ description: "Incidents without a readable start: in no number" }),
  means: z.array(mean),
  betweenFailures: mean,
  recent: z.object({
    count: z.number().int().nullable(),
    bySeverity: z.record(z.string(), z.number().int()),
    formula: z.string(),
  }),
});

/** An incident's report: numbers and texts, before anybody renders them. `schema/report.json` is made from it. */
export const incidentReportSchema = z.object({
  version: z.literal(1),
  path: z.string(),
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  type: z.string(),
  status: z.enum(statuses).nullable(),
  asOf: instant.meta({ description: "The time of asking, while the incident runs; null once it is over" }),
  times: z.object({
    started: instant,
    detected: instant,
    declared: instant,
    acknowledged: instant,
    mitigated: instant,
    resolved: instant,
    closed: instant,
    due: instant.meta({ description: "When the post-mortem is due" }),
  }),
  duration: measure,
  services: z.array(z.string()),
  alerts: z.array(z.string()),
  roles: z.array(z.object({ title: z.string(), holder: z.string() })),
  runbooks: z.array(z.object({ path: z.string(), title: z.string(), because: z.string() })),
  summary: z.object({ text: markdown, cause: markdown, resolution: markdown }),
  severity: z.object({
    name: z.enum(severities).nullable(),
    title: z.string(),
    definition: z.string().meta({ description: "The severity's criteria in the config" }),
    criteria: z.array(criterion),
  }),
  timeline: z.array(entry),
  investigation: z.object({
    technical: markdown,
    process: markdown,
    factors: z.array(markdown),
    whys: z.array(z.object({ question: markdown, answer: markdown })),
    other: markdown,
  }),
  impact,
  communication: z.array(entry.extend({ audience: z.string() })),
  remediation: z.object({
    immediate: horizon,
    shortTerm: horizon,
    longTerm: horizon,
    undated: z.array(z.number().int()).meta({ description: "Action items without a readable due date" }),
    text: markdown,
  }),
  postmortem: z.object({
    well: z.array(markdown),
    improve: z.array(markdown),
    lucky: z.array(markdown),
    lessons: z.array(markdown),
  }),
  items: z.array(actionItem),
  metrics: z.object({
    incident: z.array(measure),
    response: measure.extend({ target: z.number().meta({ description: "Seconds" }), met: z.boolean().nullable() }),
    archive,
  }),
  notes: z.array(z.string()).meta({ description: "What in the record contradicts itself or could not be read" }),
});

export type IncidentReport = z.infer<typeof incidentReportSchema>;
export type Measure = z.infer<typeof measure>;
export type Mean = z.infer<typeof mean>;
export type Criterion = z.infer<typeof criterion>;
export type ImpactLine = z.infer<typeof impactLine>;
export type ReportItem = z.infer<typeof actionItem>;
export type ReportEntry = z.infer<typeof entry>;
export type Horizon = z.infer<typeof horizon>;
export type ArchiveMetrics = z.infer<typeof archive>;
