import { sectionOf } from "../markdown/section-names.ts";
import { readTimeline, type TimelineEntry } from "../markdown/timeline.ts";
import { msOf } from "../model/time.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said, sayCount } from "./said.ts";
import { expectedOf, timeMeantBy } from "./time-meant.ts";

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
  const unreadable = runsOf(entries).flatMap((run) => toldOf(run, context.document.text));
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

/** Entries without a readable time that follow each other. */
function runsOf(entries: readonly TimelineEntry[]): readonly (readonly TimelineEntry[])[] {
  const runs: TimelineEntry[][] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.at !== undefined) continue;
    const last = entries[index - 1]?.at === undefined ? runs.at(-1) : undefined;
    if (last) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

/** One finding an entry; a long run in which nothing can be mended by itself is one. */
function toldOf(run: readonly TimelineEntry[], text: string): readonly RuleFinding[] {
  const found = run.map((entry) => unread(entry, text));
  const [first] = found;
  if (!first || found.length <= maxTold || found.some(({ edit }) => edit)) return found;
  return [
    { ...first, message: `${first.message}; so with the ${sayCount(found.length - 1, "entry", "entries")} behind it` },
  ];
}

/** How many entries in a row are told one by one. */
const maxTold = 3;

/** The first words of an entry that could be a time of some form. */
const looksTimed = /^\S{1,30}(?: \d{1,2}:\d{2}(?::\d{2})?)?(?: ?(?:Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)(?![\w:]))?/;

function unread({ timeSpan, written, span }: TimelineEntry, text: string): RuleFinding {
  const line = text.slice(span.start, Math.min(span.end, span.start + 80));
  const whole = looksTimed.exec(line)?.[0] ?? written;
  const meant = timeMeantBy(whole) ?? timeMeantBy(written);
  const what = written === "" ? "empty entry" : said(/\d/.test(written) ? whole : line);
  const message = `Unexpected ${what}, expected ${/^\d{4}-/.test(whole) ? expectedOf(whole) : "a time such as 2025-01-15T02:45:00Z"}`;
  const used = timeMeantBy(whole) === undefined ? written : whole;
  const end = timeSpan.start + used.length;
  if (meant === undefined) return { span: timeSpan, message };
  const place = { start: timeSpan.start, end };
  return { span: place, message, fix: `Write \`${meant}\`.`, edit: { ...place, insert: meant } };
}

/** A timeline that is there but is prose or a table; an empty one is `sections-filled`'s business. */
function listless(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Timeline", context.config);
  const written = section?.nodes.some(({ type }) => type === "paragraph" || type === "table");
  if (!section || !written || !needsPostmortem(context)) return [];
  return [{ span: section.heading, message: "Unexpected timeline without entries, expected a list of times" }];
}
