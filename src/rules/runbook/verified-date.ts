import { readInterval } from "../../model/review-dates.ts";
import { addMinutes, readDate } from "../../model/time.ts";
import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import { fieldPlace, fieldText } from "./field-place.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** Somebody tried the steps, on a day that was. */
export const verifiedDate: RunbookRule = {
  name: "runbook-verified",
  severity: "error",
  what: "`last_verified` is the day on which somebody last went through the steps: a date, and not in the future. `review_every` is a length of time.",
  why: "A runbook that nobody tried since the system changed misleads; without a readable date nobody is told that it is due.",
  fix: "Go through the steps and write that day: `last_verified: 2026-01-31`; with `review_every: 90d` its review falls due.",
  check: (context) => [...ofDate(context), ...ofInterval(context)],
};

/** Minutes by which the easternmost zone is ahead: a date is in the future when it is so everywhere. */
const easternmost = 14 * 60;

function ofDate(context: RunbookContext): readonly RuleFinding[] {
  const { value } = context.fields.last_verified;
  const span = fieldPlace(context, "last_verified");
  if (value === undefined || value === null || value === "") {
    const message = "Unexpected runbook without `last_verified`, expected the day on which its steps were tried";
    return [{ span, severity: "warning", message }];
  }
  if (typeof value !== "string") return [];
  const written = fieldText(context, "last_verified");
  const date = readDate(written.replace(/[T ]\d{2}:\d{2}.*$/s, ""));
  if (date === undefined) {
    return [{ span, message: `Unexpected last_verified ${said(written)}, expected a date as 2026-01-31` }];
  }
  const today = addMinutes(context.now, easternmost).slice(0, 10);
  return date > today
    ? [{ span, message: `Unexpected last_verified ${said(date)}, which is still to come, expected a day that was` }]
    : [];
}

function ofInterval(context: RunbookContext): readonly RuleFinding[] {
  const written = fieldText(context, "review_every");
  if (written === "" || readInterval(written)) return [];
  const span = fieldPlace(context, "review_every");
  const message = `Unexpected review_every ${said(written)}, expected a length of time such as 90d, 6mo or 1y`;
  return [{ span, message, fix: "Write a number with d, w, mo or y." }];
}
