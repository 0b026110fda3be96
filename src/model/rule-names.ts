/** The rules that a config may name, in the order in which the documentation lists them. */
export const ruleNames = [
  "frontmatter-schema",
  "impact-units",
  "identity-kept",
  "ids-unique",
  "status-resolved",
  "times-readable",
  "times-order",
  "one-zone",
  "durations-agree",
  "required-sections",
  "type-sections",
  "sections-order",
  "sections-filled",
  "placeholders",
  "timeline-order",
  "timeline-inside",
  "timeline-words",
  "timeline-milestones",
  "timeline-gaps",
  "action-items",
] as const;

export type RuleName = (typeof ruleNames)[number];
