import { actionItems } from "./action-items.ts";
import { actionItemsDue } from "./action-items-due.ts";
import { actionItemsIssue } from "./action-items-issue.ts";
import { actionItemsOneLine } from "./action-items-one-line.ts";
import { actionItemsOwner } from "./action-items-owner.ts";
import { actionItemsPrevent } from "./action-items-prevent.ts";
import { actionItemsType } from "./action-items-type.ts";
import { actionItemsVague } from "./action-items-vague.ts";
import { blamelessNames } from "./blameless-names.ts";
import { blamelessWords } from "./blameless-words.ts";
import { causes } from "./causes.ts";
import { durationsAgree } from "./durations-agree.ts";
import { fiveWhys } from "./five-whys.ts";
import { frontmatterSchema } from "./frontmatter-schema.ts";
import { humanError } from "./human-error.ts";
import { identityKept } from "./identity-kept.ts";
import { idsUnique } from "./ids-unique.ts";
import { impactCovers } from "./impact-covers.ts";
import { impactNumbers } from "./impact-numbers.ts";
import { impactUnits } from "./impact-units.ts";
import { inclusiveWords } from "./inclusive-words.ts";
import { lessons } from "./lessons.ts";
import { links } from "./links.ts";
import { oneZone } from "./one-zone.ts";
import { personalData } from "./personal-data.ts";
import { placeholders } from "./placeholders.ts";
import { requiredSections } from "./required-sections.ts";
import { reviewDate } from "./review-date.ts";
import type { Rule } from "./rule.ts";
import { runbooksExist } from "./runbooks-exist.ts";
import { secrets } from "./secrets.ts";
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
  actionItemsOneLine,
  actionItemsVague,
  actionItemsOwner,
  actionItemsDue,
  actionItemsType,
  actionItemsPrevent,
  actionItemsIssue,
  causes,
  fiveWhys,
  humanError,
  impactNumbers,
  impactCovers,
  lessons,
  reviewDate,
  links,
  runbooksExist,
  blamelessWords,
  blamelessNames,
  inclusiveWords,
  secrets,
  personalData,
];
