import { z } from "zod";
import { timeFields } from "./incident.ts";
import { zoneSchema } from "./working-hours.ts";

/** The forms in which teams write what happened when. `lines` are lines of plain text that begin with a time. */
export const timelineForms = ["table", "list", "headings", "lines"] as const;

export type TimelineForm = (typeof timelineForms)[number];

const offset = z.string().regex(/^[+-](?:0\d|1[0-4]):[0-5]\d$/);
const zone = z.union([offset, zoneSchema], {
  error: "expected an IANA time zone such as Europe/Berlin, or an offset such as +01:00",
});

/** How the timelines of an adopted archive are read. */
export const adoptedTimelineSchema = z.object({
  sections: z
    .array(z.string())
    .default(["Timeline"])
    .meta({ description: "Headings under which they stand, or how such headings begin" }),
  forms: z
    .array(z.enum(timelineForms))
    .default([...timelineForms])
    .meta({ description: "Forms to try; the one in which the most times are read is taken" }),
  zone: zone.optional().meta({
    description: "What a time means of which nothing says the zone: IANA name or offset; without it, it is not read",
  }),
  zones: z
    .record(z.string(), zone)
    .default({})
    .meta({ description: "Zones as the files call them, e.g. {CET: Europe/Copenhagen}; UTC and GMT are known" }),
  dates: z
    .enum(["dmy", "mdy"])
    .optional()
    .meta({ description: "What 04/05/2023 means: dmy or mdy; without it such a day is not read" }),
  day: z
    .enum(["path"])
    .optional()
    .meta({ description: "path: times without a day belong to the day in the file's name; else they are not read" }),
  times: z
    .partialRecord(z.enum(timeFields), z.union([z.enum(["first", "last"]), z.array(z.string())]))
    .optional()
    .meta({
      description:
        "Which entry is which of our times, where no field says it: first, last, or texts of which the entry holds one",
    }),
});

export type AdoptedTimeline = z.infer<typeof adoptedTimelineSchema>;
