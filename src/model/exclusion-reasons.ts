// Apart from the schemas: whoever only compares reasons need not load a schema library.

/** Why an incident is not in a number, in the order in which reasons are told. */
export const exclusionReasons = [
  "drill",
  "test",
  "event",
  "cancelled",
  "duplicate",
  "excluded",
  "unreadable",
  "not recorded",
  "not required",
  "still open",
  "negative",
  "too long",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];
