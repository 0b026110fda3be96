import type { Span } from "../markdown/text.ts";
import { severityConfigOf } from "../model/config.ts";
import { type Instant, minutesBetween, msOf, readInstant, sayMinutes } from "../model/time.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { communicationsOf, datedEntries } from "./timeline-of.ts";

/** How many gaps of a file are told, the longest ones. */
const maxGaps = 3;

/** While it hurts, something is written down as often as the severity asks for updates. */
export const timelineGaps: Rule = {
  name: "timeline-gaps",
  severity: "warning",
  what: "From the detection to the mitigation no gap between entries is longer than the severity's update interval.",
  why: "A long silence is either work that nobody wrote down or time that was lost, and both are worth knowing.",
  fix: "Add what was tried or waited for in between; if nothing was done, say so in an entry.",
  check,
};

interface Point {
  readonly at: Instant;
  /** Where the entry's time stands; undefined for one of the communication log, which is no timeline. */
  readonly span: Span | undefined;
}

function check(context: RuleContext): readonly RuleFinding[] {
  const { fields, config } = context;
  const update = fields.severity && severityConfigOf(fields.severity, config).update;
  const from = readInstant(fields.detected ?? fields.declared ?? fields.started ?? "");
  const to = readInstant(fields.mitigated ?? fields.resolved ?? "");
  if (!update || !from || !to || !needsPostmortem(context)) return [];
  const gaps = gapsBetween(pointsOf(context, from, to)).filter(
    // People write minutes: 30 of them and some seconds are not over 30.
    ({ minutes }) => Math.floor(minutes) > update,
  );
  const longest = gaps.toSorted((a, b) => b.minutes - a.minutes).slice(0, maxGaps);
  return longest.map(({ minutes, before, span }) => ({
    span,
    message: `Unexpected ${sayMinutes(minutes)} without an entry behind ${before}, expected one at least every ${sayMinutes(update)} at ${fields.severity}`,
  }));
}

/** What was written down while it hurt, oldest first, and the end of it. */
function pointsOf(context: RuleContext, from: Instant, to: Instant): readonly Point[] {
  const entries = datedEntries(context).map(({ at, timeSpan }) => ({ at, span: timeSpan }));
  const told = communicationsOf(context).flatMap(({ at }) => (at === undefined ? [] : [{ at, span: undefined }]));
  const inside = [...entries, ...told].filter(({ at }) => msOf(at) >= msOf(from) && msOf(at) <= msOf(to));
  // Where nothing was written at all, that is not a gap.
  if (!inside.some(({ span }) => span)) return [];
  return [...inside, { at: to, span: undefined }].toSorted((a, b) => msOf(a.at) - msOf(b.at));
}

/** The gaps between points, each at the timeline's entry before it. */
function gapsBetween(points: readonly Point[]): readonly { minutes: number; before: Instant; span: Span }[] {
  let last: Span | undefined;
  return points.flatMap(({ at, span }, index) => {
    const next = points[index + 1];
    last = span ?? last;
    return next && last ? [{ minutes: minutesBetween(at, next.at), before: at, span: last }] : [];
  });
}
