import { z } from "zod";
import { count, exclusion, formula, instant, share } from "./metrics-parts.ts";

const amount = z.number().nullable();
const perShift = z
  .object({ n: count, mean: amount, median: amount, p90: amount, min: amount, max: amount })
  .meta({ description: "Over all shifts that begin in the window, those without a page too" });

const responder = z.object({
  name: z.string(),
  zone: z.string().meta({ description: "In which the hours are this person's" }),
  incidents: count,
  pages: count,
  share: z.number().nullable().meta({ description: "pages / pages of all responders, to four digits" }),
  working: count,
  afterHours: count,
  weekend: count,
  shifts: count.meta({ description: "Shifts with a page" }),
  most: count.meta({ description: "The most pages in one shift" }),
  streak: count.meta({ description: "The most days on end, by the person's own clock, with a page each" }),
  previous: z.object({ incidents: count, pages: count }).nullable(),
});

const alert = z.object({ name: z.string(), n: count, truePositives: count, refires: count });

/** What being on call costs people, as far as records tell. */
export const onCallSchema = z.object({
  formula,
  incidents: count.meta({ description: "Counted incidents in which somebody took part" }),
  pages: count,
  afterHours: count,
  weekend: count,
  previous: z.object({ incidents: count, pages: count, afterHours: count, weekend: count }).nullable(),
  responders: z.array(responder),
  shift: z.object({
    unit: z.enum(["daily", "weekly"]),
    zone: z.string(),
    pages: perShift,
    incidents: perShift,
    list: z.array(z.object({ from: instant, incidents: count, pages: count })),
  }),
  alerts: z.object({
    formula,
    n: count.meta({ description: "Alerts recorded, each as often as there are records of it" }),
    perShift,
    truePositives: share,
    refires: share,
    previous: z.object({ n: count }).nullable(),
    byAlert: z.array(alert),
  }),
  excluded: z.array(exclusion),
});

export type OnCall = z.infer<typeof onCallSchema>;
export type Responder = z.infer<typeof responder>;
