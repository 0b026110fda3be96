import { z } from "zod";
import { onCallSchema } from "./metrics-on-call.ts";
import { count, counts, exclusion, formula, instant, numbers, seconds, share } from "./metrics-parts.ts";
import { groupings, periods } from "./metrics-words.ts";

export type { Grouping, Period } from "./metrics-words.ts";

const span = z.object({
  name: z.string().meta({ description: "e.g. 2025-W03, 2025-01, 2025-Q1, 2025, or the two ends" }),
  from: instant.meta({ description: "Incidents that started then or later" }),
  to: instant.meta({ description: "Incidents that started before" }),
});

const stat = numbers.extend({
  name: z.string().meta({ description: "e.g. Time to resolve" }),
  formula,
  previous: numbers.nullable().meta({ description: "The same of the previous period; null where there is none" }),
  excluded: z
    .array(exclusion)
    .meta({ description: "Which of the counted incidents are not in it: n and these are all" }),
});

const failures = numbers.extend({
  service: z.string(),
  incidents: count,
  previous: numbers.nullable(),
});

const supportHours = z.object({
  formula,
  zone: z.string(),
  holidays: count,
  times: z.array(stat),
});

const amount = z.object({
  currency: z.string().meta({ description: "As written; empty where no record says one" }),
  n: count,
  total: z.number(),
  previous: z.object({ n: count, total: z.number() }).nullable(),
});

const cost = z.object({ formula, n: count, amounts: z.array(amount), excluded: z.array(exclusion) });

const actions = z.object({
  name: z.string(),
  n: count,
  open: count,
  done: count,
  overdue: count.meta({ description: "Open, with a date before that of asOf" }),
});

const available = z.object({
  name: z.string(),
  target: z.number().nullable().meta({ description: "Percent; null: the config has none" }),
  n: count.meta({ description: "Incidents whose outage is recorded" }),
  fullOutage: seconds,
  degraded: seconds,
  availability: z.number().nullable().meta({ description: "Percent of the window; null where n is 0" }),
  budget: seconds.meta({ description: "Seconds that the target leaves; null without a target" }),
  left: seconds.meta({ description: "Seconds of it that are left; below 0 it is overspent" }),
  met: z.boolean().nullable(),
  previous: z.object({ n: count, availability: z.number().nullable() }).nullable(),
});

/** What `gitcident metrics --json` prints: numbers before anybody renders them. `schema/metrics.json` is made from it. */
export const metricsSchema = z.object({
  version: z.literal(1),
  asOf: instant.nullable().meta({
    description: "The latest time that any file records, or the one asked for: ages and what is overdue are as of then",
  }),
  period: z.enum(periods).nullable().meta({ description: "Null: the whole archive, or the ends that were asked for" }),
  window: span.nullable().meta({ description: "Null where nothing is counted" }),
  previous: span.nullable(),
  files: count.meta({ description: "Files read: counted, outside the window or excluded" }),
  counted: count,
  outside: count.meta({ description: "Incidents that started outside the window" }),
  formula,
  excluded: z.array(exclusion).meta({ description: "Files that are in no number" }),
  times: z.array(stat),
  betweenFailures: z.object({ formula, services: z.array(failures) }),
  supportHours: supportHours.nullable().meta({ description: "Null: the config has no support hours" }),
  counts: z.object({
    formula,
    severity: counts,
    type: counts,
    service: counts,
    cause: counts,
    previous: count.nullable(),
  }),
  response: z.object({
    all: share,
    severities: z.array(share.extend({ severity: z.string(), target: seconds })),
  }),
  postmortems: z.object({ written: share, onTime: share }),
  actionItems: z.object({
    formula,
    n: count,
    open: count,
    done: count,
    overdue: count,
    undated: count.meta({ description: "Open, without a date that can be read" }),
    age: numbers.meta({ description: "Of open items, in seconds" }),
    byOwner: z.array(actions),
    byPriority: z.array(actions),
    previous: z.object({ n: count, open: count, done: count, overdue: count }).nullable(),
    excluded: z.array(exclusion),
  }),
  availability: z.object({ formula, seconds, rows: z.array(available), excluded: z.array(exclusion) }),
  runbooks: share,
  cost: z.object({ revenue: cost, credits: cost }),
  onCall: onCallSchema,
  series: z.object({
    unit: z.enum(periods),
    formula,
    earlier: count.meta({ description: "Incidents before the first of the periods, which are at most 520" }),
    periods: z.array(span.extend({ n: count })),
  }),
  groups: z
    .object({
      by: z.enum(groupings),
      formula,
      rows: z.array(z.object({ name: z.string(), n: count, times: z.array(stat) })),
    })
    .nullable(),
  notes: z
    .array(z.object({ path: z.string(), says: z.string() }))
    .meta({ description: "What could not be read in files that are counted all the same" }),
});

export type Metrics = z.infer<typeof metricsSchema>;
export type Stat = z.infer<typeof stat>;
export type Span = z.infer<typeof span>;
