// What may be asked about metrics, apart from their schema: whoever only asks need not load a schema library.

/** Calendar periods in UTC; weeks are those of ISO 8601 and begin on Monday. */
export const periods = ["weekly", "monthly", "quarterly", "yearly"] as const;
export type Period = (typeof periods)[number];

export const groupings = ["service", "severity", "type"] as const;
export type Grouping = (typeof groupings)[number];
