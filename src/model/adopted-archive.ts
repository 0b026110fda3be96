import { z } from "zod";
import { adoptedTimelineSchema } from "./adopted-timeline.ts";
import { severities } from "./incident.ts";

const from = z.string().nullable().optional();

/** Incident files that another tool or habit left behind: read where they are, never written. */
export const adoptedArchiveSchema = z.object({
  paths: z.array(z.string()).default([]).meta({ description: "Files, as globs from the repository's root" }),
  fields: z
    .object({
      id: from,
      title: from,
      kind: from,
      type: from,
      severity: from,
      status: from,
      services: from,
      started: from,
      detected: from,
      declared: from,
      acknowledged: from,
      mitigated: from,
      resolved: from,
      closed: from,
      due: from,
      causes: from,
      alerts: from,
      runbooks: from,
      roles: from,
      responders: from,
      impact: from,
    })
    .prefault({})
    .meta({
      description: "How the files call our fields, e.g. {started: date}; a field that is not named keeps its name",
    }),
  severities: z
    .record(z.string(), z.enum(severities))
    .default({})
    .meta({ description: "Their severities and ours, e.g. {down: sev1}" }),
  exclude: z
    .record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])))
    .default({})
    .meta({ description: "Values of fields, as they are written, with which a file is no incident" }),
  zone: z
    .string()
    .regex(/^(?:UTC|Z|[+-]\d\d:\d\d)$/)
    .optional()
    .meta({
      description: "What a time without a zone means: UTC or e.g. +02:00; without it such a time can't be read",
    }),
  oneDigitHours: z.boolean().default(false).meta({ description: "Whether T8:00:00 is read as T08:00:00" }),
  timeline: adoptedTimelineSchema
    .optional()
    .meta({ description: "How their timelines are read; without it they are not" }),
});

export type AdoptedArchive = z.infer<typeof adoptedArchiveSchema>;
