import type { PlacedActionItem } from "../markdown/action-items.ts";
import { addMinutes, type Instant, readDate, readInstant } from "../model/time.ts";
import { openItems, spanInItem } from "./open-items.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Days from the end of an incident in which its post-mortem is taken to be in review. */
const reviewDays = 90;

/** A due date lies ahead when the post-mortem is merged. That it is a date is `action-items`' business. */
export const actionItemsDue: Rule = {
  name: "action-items-due",
  severity: "error",
  what: `No open action item is due before the incident ended, nor, while the post-mortem is in review (${reviewDays} days), before today.`,
  why: "An item that is overdue on the day it is merged was planned by nobody, and its first reminder is its birth.",
  fix: "Agree on a date with the owner, or tick the item if it is done.",
  check,
};

function check(context: RuleContext): readonly RuleFinding[] {
  const { fields, now } = context;
  const end = readInstant(fields.resolved ?? "") ?? readInstant(fields.closed ?? "");
  if (end === undefined) return [];
  const [ended, today] = [dateOf(end), dateOf(now)];
  const inReview = now <= addMinutes(end, reviewDays * 1440);
  return openItems(context).flatMap((item) => {
    const due = item.due === undefined ? undefined : readDate(item.due);
    if (due === undefined) return [];
    const say = (what: string): RuleFinding => ({
      span: spanInItem(item, item.due ?? ""),
      message: `Unexpected due date ${said(due)} ${what}`,
    });
    if (due < ended) return [say(`before the incident ended, expected one after ${ended}`)];
    return inReview && isNew(item) && due < today ? [say(`in the past, expected ${today} or later`)] : [];
  });
}

const dateOf = (at: Instant): string => at.slice(0, 10);

/** An item that has its issue was merged before: reminders follow it from then on. */
const isNew = ({ issue }: PlacedActionItem): boolean => issue === undefined;

/** Whether a text has dates ahead of which a finding may come without any change to the file. */
export function mayFallDue(text: string, now: Instant): boolean {
  const today = dateOf(now);
  return Array.from(text.matchAll(/\bdue:(\d{4}-\d\d-\d\d)/gi)).some(([, due = ""]) => due >= today);
}
