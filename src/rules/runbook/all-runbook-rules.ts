import { approvedByOwner } from "./approved-by-owner.ts";
import { commandsInCode } from "./commands-in-code.ts";
import { fieldsFit } from "./fields-fit.ts";
import { linksLive } from "./links-live.ts";
import { ownerExists } from "./owner-exists.ts";
import type { RunbookRule } from "./runbook-rule.ts";
import { sixSections } from "./six-sections.ts";
import { stepsListed } from "./steps-listed.ts";
import { verifiedDate } from "./verified-date.ts";

/** Every rule of runbooks, in the order in which the documentation lists them. */
export const allRunbookRules: readonly RunbookRule[] = [
  fieldsFit,
  sixSections,
  stepsListed,
  commandsInCode,
  linksLive,
  ownerExists,
  verifiedDate,
  approvedByOwner,
];
