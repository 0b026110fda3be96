import { frontmatterSchema } from "./frontmatter-schema.ts";
import { requiredSections } from "./required-sections.ts";
import type { Rule } from "./rule.ts";
import { statusResolved } from "./status-resolved.ts";

/** Every rule of incident files, in the order in which the documentation lists them. */
export const allRules: readonly Rule[] = [frontmatterSchema, statusResolved, requiredSections];
