import { z } from "zod";
import { exclusionReasons } from "./exclusion-reasons.ts";

export const count = z.number().int().nonnegative();
export const seconds = z
  .number()
  .nullable()
  .meta({ description: "Seconds, to the millisecond; null, never 0, where n is 0" });
export const formula = z.string().meta({ description: "How the number is computed, in words" });
export const instant = z.string().meta({ format: "date-time", description: "ISO 8601 UTC" });
export const counts = z.record(z.string(), count);

export const numbers = z.object({ n: count, mean: seconds, median: seconds, p90: seconds, min: seconds, max: seconds });

export const exclusion = z.object({
  reason: z.enum(exclusionReasons),
  n: count,
  incidents: z.array(z.object({ path: z.string(), says: z.string() })),
});

const part = z.object({
  n: count,
  with: count,
  share: z.number().nullable().meta({ description: "with / n to four digits; null, never 0, where n is 0" }),
});

/** How many of some incidents something holds of. */
export const share = part.extend({
  formula,
  previous: part.nullable().meta({ description: "The same of the previous period; null where there is none" }),
  excluded: z.array(exclusion).meta({ description: "Which of the counted incidents are not in n" }),
});

export type Numbers = z.infer<typeof numbers>;
export type Exclusion = z.infer<typeof exclusion>;
export type ShareOf = z.infer<typeof share>;
export type Part = z.infer<typeof part>;
