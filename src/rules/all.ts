import { actionItems } from "./action-items.ts";
import { durationsAgree } from "./durations-agree.ts";
import { frontmatterSchema } from "./frontmatter-schema.ts";
import { identityKept } from "./identity-kept.ts";
import { idsUnique } from "./ids-unique.ts";
import { impactUnits } from "./impact-units.ts";
import { oneZone } from "./one-zone.ts";
import { placeholders } from "./placeholders.ts";
import { requiredSections } from "./required-sections.ts";
import type { Rule } from "./rule.ts";
import { sectionsFilled } from "./sections-filled.ts";
import { sectionsOrder } from "./sections-order.ts";
import { statusResolved } from "./status-resolved.ts";
import { timelineGaps } from "./timeline-gaps.ts";
import { timelineInside } from "./timeline-inside.ts";
import { timelineMilestones } from "./timeline-milestones.ts";
import { timelineOrder } from "./timeline-order.ts";
import { timelineWords } from "./timeline-words.ts";
import { timesOrder } from "./times-order.ts";
import { timesReadable } from "./times-readable.ts";
import { typeSections } from "./type-sections.ts";

/** Every rule of incident files, in the order in which the documentation lists them. */
export const allRules: readonly Rule[] = [
  frontmatterSchema,
  impactUnits,
  identityKept,
  idsUnique,
  statusResolved,
  timesReadable,
  timesOrder,
  oneZone,
  durationsAgree,
  requiredSections,
  typeSections,
  sectionsOrder,
  sectionsFilled,
  placeholders,
  timelineOrder,
  timelineInside,
  timelineWords,
  timelineMilestones,
  timelineGaps,
  actionItems,
];
