import { z } from "zod";
import { adoptedArchiveSchema } from "./adopted-archive.ts";
import { holidaysSchema, officeHours, weekSchema, zoneSchema } from "./working-hours.ts";

const percent = z.number().min(0).max(100);

const supportHours = z.object({
  zone: zoneSchema.default("UTC"),
  hours: weekSchema.default(officeHours),
  holidays: holidaysSchema.default([]),
});

const person = z.object({
  zone: zoneSchema.optional(),
  hours: weekSchema.optional(),
  holidays: holidaysSchema.optional(),
});

const onCall = z.object({
  zone: zoneSchema.default("UTC").meta({ description: "Where shifts begin, and people whose zone is not told are" }),
  shift: z.enum(["daily", "weekly"]).default("weekly").meta({ description: "How long a shift is" }),
  handover: z
    .string()
    .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
    .default("00:00")
    .meta({ description: "When a shift begins, weekly ones on Mondays" }),
  hours: weekSchema.default(officeHours),
  holidays: holidaysSchema.default([]),
  people: z
    .record(z.string(), person)
    .default({})
    .meta({ description: "Zones and hours of responders, e.g. {alice: {zone: Europe/Berlin}}" }),
});

const availability = z.object({
  target: percent.nullable().default(null).meta({ description: "Percent of the time, e.g. 99.95" }),
  services: z.record(z.string(), percent).default({}).meta({ description: "Targets of services, in percent" }),
  degraded: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .meta({ description: "What a second of degraded service counts, beside 1 for a full outage" }),
});

/** What the config says for the metrics alone. */
export const metricsConfig = {
  archives: z
    .array(adoptedArchiveSchema)
    .default([])
    .meta({ description: "Incident files that others left, for the metrics" }),
  supportHours: supportHours
    .nullable()
    .default(null)
    .meta({ description: "Hours in which the times are counted a second time; null: they are not" }),
  onCall: onCall.prefault({}).meta({ description: "How the load of responders is counted" }),
  availability: availability.prefault({}).meta({ description: "What availability is held against" }),
};

export type OnCallConfig = z.infer<typeof onCall>;
