import { actionItems } from "./action-items.ts";
import { frontmatterSchema } from "./frontmatter-schema.ts";
import { identityKept } from "./identity-kept.ts";
import { requiredSections } from "./required-sections.ts";
import type { Rule } from "./rule.ts";
import { sectionsFilled } from "./sections-filled.ts";
import { statusResolved } from "./status-resolved.ts";
import { timelineInside } from "./timeline-inside.ts";
import { timelineOrder } from "./timeline-order.ts";
import { timesOrder } from "./times-order.ts";
import { timesReadable } from "./times-readable.ts";

/** Every rule of incident files, in the order in which the documentation lists them. */
export const allRules: readonly Rule[] = [
  frontmatterSchema,
  identityKept,
  statusResolved,
  timesReadable,
  timesOrder,
  requiredSections,
  sectionsFilled,
  timelineOrder,
  timelineInside,
  actionItems,
];
