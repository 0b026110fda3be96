// The words of an incident's fields, apart from its schema: whoever only compares them need not load a schema library.

export const severities = ["sev1", "sev2", "sev3", "sev4"] as const;
export const statuses = [
  "investigating",
  "identified",
  "monitoring",
  "resolved",
  "closed",
  "cancelled",
  "duplicate",
] as const;
export const kinds = ["incident", "drill", "test", "event"] as const;
/** The seven times of an incident, in the order in which they happen. */
export const timeFields = [
  "started",
  "detected",
  "declared",
  "acknowledged",
  "mitigated",
  "resolved",
  "closed",
] as const;

export type Severity = (typeof severities)[number];
export type Status = (typeof statuses)[number];
export type TimeField = (typeof timeFields)[number];

/** Statuses in which the incident still runs. */
export const running: readonly Status[] = ["investigating", "identified", "monitoring"];
