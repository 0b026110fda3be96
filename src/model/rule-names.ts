/** The rules that a config may name, in the order in which the documentation lists them. */
export const ruleNames = [
  "frontmatter-schema",
  "identity-kept",
  "status-resolved",
  "times-readable",
  "times-order",
  "required-sections",
  "sections-filled",
  "timeline-order",
  "timeline-inside",
  "action-items",
] as const;

export type RuleName = (typeof ruleNames)[number];
