import { z } from "zod";
import type { Severity } from "./incident.ts";

/** What a rule's findings are: they block, they are advice, or nobody asks. The strictest comes first. */
const levels = ["error", "warning", "off"] as const;
export type Level = (typeof levels)[number];

const level = z.enum(levels);

/** One word for every incident, or words by severity and by type. */
export const policySchema = z.union([
  level,
  z.object({
    sev1: level.optional(),
    sev2: level.optional(),
    sev3: level.optional(),
    sev4: level.optional(),
    default: level.optional().meta({ description: "For incidents that no other word is for; else the rule's own" }),
    types: z.record(z.string(), level).optional().meta({ description: "By the incident's type" }),
  }),
]);
export type Policy = z.infer<typeof policySchema>;

/** What an incident is judged by; undefined: nobody can read it. */
export interface Judged {
  readonly severity: Severity | undefined;
  readonly type: string;
}

/**
 * The level of a rule for an incident: the first of the policies that says one. In a policy the words for the severity and
 * for the type come before `default`; where it has both, the stricter of the two holds. An incident whose severity can't be
 * read is taken for a sev1.
 */
export function levelOf(policies: readonly (Policy | undefined)[], judged: Judged): Level {
  for (const policy of policies) {
    const level = policy === undefined ? undefined : levelIn(policy, judged);
    if (level !== undefined) return level;
  }
  return "error";
}

function levelIn(policy: Policy, { severity, type }: Judged): Level | undefined {
  if (typeof policy === "string") return policy;
  const said = [
    policy[severity ?? "sev1"],
    policy.types && Object.hasOwn(policy.types, type) ? policy.types[type] : undefined,
  ];
  return levels.find((level) => said.includes(level)) ?? policy.default;
}
