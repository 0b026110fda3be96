import { z } from "zod";

const words = z.array(z.string()).default([]);

/** The frontmatter of a runbook. */
export const runbookSchema = z.object({
  title: z.string().optional(),
  services: words,
  alerts: words,
  types: words.meta({ description: "Incident types that it helps with" }),
  owner: z.string().optional(),
  approved_by: z.string().optional(),
  last_verified: z.string().optional().meta({ format: "date" }),
  review_every: z.string().optional().meta({ description: "e.g. 90d, 6mo" }),
});

export type RunbookFields = z.infer<typeof runbookSchema>;

/** A runbook as reports and summaries see it: what it says it is for, and where it lies. */
export interface Runbook extends RunbookFields {
  readonly path: string;
  readonly title: string;
}

/** The six sections of a runbook. */
export const runbookSections = ["Symptoms", "Impact", "Diagnosis", "Resolution", "Escalation", "Prevention"] as const;
