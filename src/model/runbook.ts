import { z } from "zod";

const words = z.array(z.string()).default([]);

/** The frontmatter of a runbook. */
export const runbookSchema = z.object({
  title: z.string().optional(),
  services: words,
  alerts: words,
  types: words.meta({
    description:
      "Incident types that it helps with; coverage counts a runbook by type only where it names no service and no alert",
  }),
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
  /** What the file itself shows; absent where nobody read it. */
  readonly facts?: RunbookFacts;
}

/** A heading as readers see it, and the anchor that GitHub gives it. */
export interface RunbookHeading {
  readonly depth: number;
  readonly title: string;
  readonly anchor: string;
}

export interface RunbookFacts {
  /** Which of the six sections it does not have. */
  readonly missing: readonly string[];
  /** Why its frontmatter could not be read. */
  readonly unread?: string;
  readonly headings: readonly RunbookHeading[];
  /** Anchors that are written out: `<a name="x">`, `{#x}`. */
  readonly anchors: readonly string[];
}

/** The six sections of a runbook. */
export const runbookSections = ["Symptoms", "Impact", "Diagnosis", "Resolution", "Escalation", "Prevention"] as const;
