import { z } from "zod";

/** Calendar periods in UTC; weeks are those of ISO 8601 and begin on Monday. */
export const periods = ["weekly", "monthly", "quarterly", "yearly"] as const;
export type Period = (typeof periods)[number];

export const groupings = ["service", "severity", "type"] as const;
export type Grouping = (typeof groupings)[number];

/** Why an incident is not in a number. */
export const exclusionReasons = [
  "drill",
  "test",
  "event",
  "cancelled",
  "duplicate",
  "excluded",
  "unreadable",
  "not recorded",
  "still open",
  "negative",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

const count = z.number().int().nonnegative();
const seconds = z.number().nullable().meta({ description: "Seconds, to the millisecond; null, never 0, where n is 0" });
const formula = z.string().meta({ description: "How the number is computed, in words" });
const instant = z.string().meta({ format: "date-time", description: "ISO 8601 UTC" });
const counts = z.record(z.string(), count);

const numbers = z.object({ n: count, mean: seconds, median: seconds, p90: seconds, min: seconds, max: seconds });

const span = z.object({
  name: z.string().meta({ description: "e.g. 2025-W03, 2025-01, 2025-Q1, 2025, or the two ends" }),
  from: instant.meta({ description: "Incidents that started then or later" }),
  to: instant.meta({ description: "Incidents that started before" }),
});

const exclusion = z.object({
  reason: z.enum(exclusionReasons),
  n: count,
  incidents: z.array(z.object({ path: z.string(), says: z.string() })),
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

/** What `gitcident metrics --json` prints: numbers before anybody renders them. `schema/metrics.json` is made from it. */
export const metricsSchema = z.object({
  version: z.literal(1),
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
  counts: z.object({ formula, severity: counts, type: counts, service: counts, previous: count.nullable() }),
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
export type Numbers = z.infer<typeof numbers>;
export type Stat = z.infer<typeof stat>;
export type Exclusion = z.infer<typeof exclusion>;
export type Span = z.infer<typeof span>;
