/** The rules of runbooks that a config may name, in the order in which the documentation lists them. */
export const runbookRuleNames = [
  "runbook-fields",
  "runbook-sections",
  "runbook-steps",
  "runbook-commands",
  "runbook-links",
  "runbook-owner",
  "runbook-verified",
  "runbook-approved",
] as const;

export type RunbookRuleName = (typeof runbookRuleNames)[number];
