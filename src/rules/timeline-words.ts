import type { TimelineEntry } from "../markdown/timeline.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { timelineOf } from "./timeline-of.ts";

/** Every entry says something, and says it once. */
export const timelineWords: Rule = {
  name: "timeline-words",
  severity: "error",
  what: "Every timeline entry says what was seen or done, and no entry stands twice.",
  why: "A time with nothing behind it makes the reader guess, and one event written twice looks like two.",
  fix: "Write what was seen or done behind the time, or remove the entry.",
  check: (context) => [...wordless(context), ...repeated(context)],
};

function wordless(context: RuleContext): readonly RuleFinding[] {
  // An entry without even a time is `timeline-order`'s business.
  const silent = timelineOf(context).filter((entry) => entry.at !== undefined && !says(entry));
  return silent.map(({ span, written }) => ({
    span,
    message: `Unexpected entry ${said(written)} without words, expected what was seen or done`,
  }));
}

/** Letters of any script, a number, a picture or an emoji: bare dashes and dots say nothing. */
function says({ text }: TimelineEntry): boolean {
  return /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text.replaceAll(/<!--(?:(?!-->)[\s\S]){0,2000}-->/g, ""));
}

function repeated(context: RuleContext): readonly RuleFinding[] {
  const seen = new Map<string, TimelineEntry>();
  return timelineOf(context).flatMap((entry) => {
    if (entry.at === undefined || !says(entry)) return [];
    const key = `${entry.at} ${entry.text.toLowerCase()}`;
    const first = seen.get(key);
    if (!first) {
      seen.set(key, entry);
      return [];
    }
    const { line } = context.document.placeOf(first.span);
    return [
      {
        span: entry.span,
        severity: "warning" as const,
        message: `Unexpected second entry ${said(`${entry.written} ${entry.text}`)}, expected it once: it also stands on line ${line}`,
        fix: "Remove one of the two entries.",
      },
    ];
  });
}
