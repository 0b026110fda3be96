import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline, type TimelineEntry } from "../markdown/timeline.ts";
import { msOf } from "../model/time.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said, sayCount } from "./said.ts";

/** The timeline can be read by people and reports: one entry a line, its time first, oldest first. */
export const timelineOrder: Rule = {
  name: "timeline-order",
  severity: "error",
  what: "Every timeline entry begins with a time that can be read, and entries stand oldest first.",
  why: "Cause and effect are read off the order, and an entry without a readable time is in no order at all.",
  fix: "Write the entry as `- 2025-01-15T02:45:00Z what was seen or done (@who)`, behind the entry before it.",
  check,
  praise: (context) => {
    const entries = entriesOf(context);
    return entries.length > 0
      ? `The timeline is in order: ${sayCount(entries.length, "entry", "entries")}.`
      : undefined;
  },
};

function entriesOf({ document, config }: RuleContext): readonly TimelineEntry[] {
  const section = sectionOf(document, "Timeline", config);
  return section ? readTimeline(document, section) : [];
}

function check(context: RuleContext): readonly RuleFinding[] {
  const entries = entriesOf(context);
  if (entries.length === 0) return listless(context);
  const unreadable = entries
    .filter(({ at }) => at === undefined)
    .map(({ timeSpan, written }) => ({
      span: timeSpan,
      message: `Unexpected ${written === "" ? "empty entry" : said(written)}, expected a time such as 2025-01-15T02:45:00Z`,
    }));
  const dated = entries.filter(({ at }) => at !== undefined);
  const misplaced = dated.flatMap(({ at, timeSpan }, index) => {
    const before = dated[index - 1]?.at;
    if (at === undefined || before === undefined || msOf(before) <= msOf(at)) return [];
    return [
      { span: timeSpan, message: `Unexpected entry of ${at} behind one of ${before}, expected the oldest first` },
    ];
  });
  return [...unreadable, ...misplaced];
}

/** A timeline that is there but is prose or a table; an empty one is `sections-filled`'s business. */
function listless(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Timeline", context.config);
  const written = section?.nodes.some(({ type }) => type === "paragraph" || type === "table");
  if (!section || !written || !needsPostmortem(context)) return [];
  return [{ span: section.heading, message: "Unexpected timeline without entries, expected a list of times" }];
}
