import { z } from "zod";
import { kinds, severities, statuses } from "./incident-words.ts";

export { branchOf, idOf, isIncidentPath, issueIn, pathOf } from "./incident-name.ts";
export {
  kinds,
  running,
  type Severity,
  type Status,
  severities,
  statuses,
  type TimeField,
  timeFields,
} from "./incident-words.ts";

const instant = z
  .string()
  .meta({ format: "date-time", description: "ISO 8601 with a zone, e.g. 2025-01-15T02:30:00Z" });
const login = z.string().meta({ pattern: "^@", description: "A GitHub login or team with @, e.g. @alice" });
const words = z.array(z.string()).default([]);

/** The frontmatter of an incident file. Unknown keys are kept and reported, never dropped. */
export const incidentSchema = z.object({
  id: z.string().meta({ pattern: "^INC-\\d{4}-\\d{3,}$", description: "Given by Gitcident; never edited" }),
  title: z.string(),
  issue: z.number().int().meta({ description: "The number of the incident's issue; given by Gitcident" }),
  kind: z.enum(kinds).default("incident"),
  type: z.string().default("availability"),
  severity: z.enum(severities),
  status: z.enum(statuses),
  services: words,
  started: instant.optional(),
  detected: instant.optional(),
  declared: instant.optional(),
  acknowledged: instant.optional(),
  mitigated: instant.optional(),
  resolved: instant.optional(),
  closed: instant.optional(),
  due: instant.optional().meta({ description: "When the post-mortem is due" }),
  review: z
    .string()
    .optional()
    .meta({ format: "date", description: "When somebody looks again whether the follow-up was done and helped" }),
  roles: z.record(z.string(), login).default({}),
  responders: z.array(login).default([]),
  impact: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  alerts: words,
  runbooks: words,
  causes: words,
  duplicate_of: z.number().int().optional(),
  cursor: z.string().optional().meta({ description: "The last issue events consumed; written by Gitcident" }),
});

export type Incident = z.infer<typeof incidentSchema>;
