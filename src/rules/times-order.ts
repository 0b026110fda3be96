import { type TimeField, timeFields } from "../model/incident.ts";
import { addMinutes, type Instant, msOf, readInstant } from "../model/time.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** The seven times follow each other and lie in the past. */
export const timesOrder: Rule = {
  name: "times-order",
  severity: "error",
  what: `The times are in order (${timeFields.join(" ≤ ")}) and none is in the future.`,
  why: "A negative time to detect or to resolve makes every mean that it enters wrong.",
  fix: "Comment `/set <field> <time>` on the incident's issue, or correct the time in the frontmatter.",
  check: (context) => {
    const times = timesOf(context);
    return [...disordered(context, times), ...ahead(context, times)];
  },
  praise: (context) => (timesOf(context).length > 1 ? "The incident's times are in order." : undefined),
};

/** Minutes by which the clock of the one who wrote a time may be ahead of ours. */
const skewMinutes = 5;

interface Time {
  readonly field: TimeField;
  readonly at: Instant;
}

function timesOf({ fields }: RuleContext): readonly Time[] {
  return timeFields.flatMap((field) => {
    const at = readInstant(fields[field] ?? "");
    return at === undefined ? [] : [{ field, at }];
  });
}

/** Each time against the latest one before it, so that one wrong time is one finding. */
function disordered(context: RuleContext, times: readonly Time[]): readonly RuleFinding[] {
  return times.flatMap(({ field, at }, index) => {
    const before = times.slice(0, index).toSorted((a, b) => msOf(b.at) - msOf(a.at))[0];
    if (!before || msOf(before.at) <= msOf(at)) return [];
    const span = context.frontmatter.spanOf(field);
    if (!span) return [];
    return [{ span, message: `Unexpected ${field} ${at}, expected it at or after ${before.field} ${before.at}` }];
  });
}

function ahead(context: RuleContext, times: readonly Time[]): readonly RuleFinding[] {
  const latest = addMinutes(context.now, skewMinutes);
  return times.flatMap(({ field, at }) => {
    if (msOf(at) <= msOf(latest)) return [];
    const span = context.frontmatter.spanOf(field);
    if (!span) return [];
    return [{ span, message: `Unexpected ${field} ${at} in the future, expected a time up to ${context.now}` }];
  });
}
