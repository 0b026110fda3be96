import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline } from "../markdown/timeline.ts";
import { isRunning } from "../model/fields.ts";
import { addMinutes, type Instant, later, msOf, readInstant } from "../model/time.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** Hours around the incident in which an entry may stand: what triggered it, and what was seen of it afterwards. */
const toleranceHours = 12;

/** Timeline entries belong to this incident. The communication log is free: people are told for days. */
export const timelineInside: Rule = {
  name: "timeline-inside",
  severity: "error",
  what: `Timeline entries lie between \`started\` and \`resolved\` (or \`closed\`), give or take ${toleranceHours} hours.`,
  why: "An entry far outside is nearly always a mistyped date, and it hides what really happened at that point.",
  fix: "Correct the entry's date, or the incident's `started` or `resolved`; move background and follow-up into other sections.",
  check,
  praise: (context) => {
    const section = sectionOf(context.document, "Timeline", context.config);
    const bounded =
      boundsOf(context).from !== undefined && section && readTimeline(context.document, section).length > 0;
    return bounded ? "Every timeline entry lies inside the incident." : undefined;
  },
};

interface Bounds {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
}

function boundsOf({ fields, now }: RuleContext): Bounds {
  const [resolved, closed] = [readInstant(fields.resolved ?? ""), readInstant(fields.closed ?? "")];
  const end = resolved !== undefined && closed !== undefined ? later(resolved, closed) : (resolved ?? closed);
  return { from: readInstant(fields.started ?? ""), to: end ?? (isRunning(fields) ? now : undefined) };
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Timeline", context.config);
  const { from, to } = boundsOf(context);
  if (!section) return [];
  const first = from === undefined ? Number.NEGATIVE_INFINITY : msOf(addMinutes(from, -60 * toleranceHours));
  const last = to === undefined ? Number.POSITIVE_INFINITY : msOf(addMinutes(to, 60 * toleranceHours));
  return readTimeline(context.document, section).flatMap(({ at, timeSpan }) => {
    if (at === undefined) return [];
    if (msOf(at) < first) {
      return [
        { span: timeSpan, message: `Unexpected entry of ${at}, expected one near or after the start at ${from}` },
      ];
    }
    if (msOf(at) > last) {
      return [{ span: timeSpan, message: `Unexpected entry of ${at}, expected one near or before the end at ${to}` }];
    }
    return [];
  });
}
