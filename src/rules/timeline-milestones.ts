import { sectionOf } from "../markdown/section-names.ts";
import type { Span } from "../markdown/text.ts";
import { addMinutes, type Instant, msOf, readInstant } from "../model/time.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { type DatedEntry, datedEntries } from "./timeline-of.ts";

/** Minutes by which an entry and the field that it stands for may differ. */
const toleranceMinutes = 10;

/** A timeline covers the whole incident: how it was noticed, that it was declared, and how it ended. */
export const timelineMilestones: Rule = {
  name: "timeline-milestones",
  severity: "warning",
  what: "The timeline holds the detection, the declaration and the resolution that the frontmatter names.",
  why: "How it was noticed and what ended it is what a reader looks for first; without them the times of the frontmatter can't be checked.",
  fix: "Add an entry at that time, or correct the time in the frontmatter.",
  check,
  praise: (context) =>
    needsPostmortem(context) && datedEntries(context).length > 1
      ? "The timeline goes from the detection to the resolution."
      : undefined,
};

const noticed =
  /\b(?:alert|alarm|detect|notic|page[ds]\b|paging|report|monitor|complain|discover|observ|spotted|saw\b|fires?\b|fired\b|trigger)/i;
const declared = /\b(?:declar|escalat|sev-?\d|incident\b.{0,40}\b(?:open|creat|rais|start|channel|call|bridge))/i;
const ended =
  /\b(?:resol|recover|restor|mitigat|fixed\b|closed\b|normal\b|healthy\b|all clear|(?:is|are|was|were) (?:back|over|up)\b|back (?:up|online)\b|end of\b|ended\b|complete)/i;

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Timeline", context.config);
  const entries = datedEntries(context);
  const [first] = entries.toSorted((a, b) => msOf(a.at) - msOf(b.at));
  const last = entries.toSorted((a, b) => msOf(b.at) - msOf(a.at))[0];
  if (!section || !first || !last || !needsPostmortem(context)) return [];
  const { fields } = context;
  const time = (field: "detected" | "declared" | "resolved"): Instant | undefined => readInstant(fields[field] ?? "");
  const near = (at: Instant): boolean => entries.some((entry) => !isFar(entry.at, at));
  const says = (words: RegExp): boolean => entries.some((entry) => words.test(entry.text.slice(0, 500)));
  const found: RuleFinding[] = [];
  const add = (span: Span, message: string): void => void found.push({ span, message });

  const detection = time("detected");
  if (detection && isAfter(first.at, detection) && !says(noticed)) {
    add(
      first.timeSpan,
      `Unexpected first entry of ${first.at}, expected the detection at ${detection} or what led to it`,
    );
  }
  const declaration = time("declared");
  if (declaration && !near(declaration) && !says(declared)) {
    const at = entries.find((entry) => isAfter(entry.at, declaration)) ?? last;
    add(at.timeSpan, `Unexpected timeline without the declaration, expected an entry of about ${declaration}`);
  }
  const resolution = time("resolved");
  if (resolution && isAfter(resolution, last.at) && !says(ended)) {
    add(last.timeSpan, `Unexpected last entry of ${last.at}, expected how it was resolved at ${resolution}`);
  }
  return found;
}

/** Whether a time is later than another by more than the tolerance. */
function isAfter(at: DatedEntry["at"], other: Instant): boolean {
  return msOf(at) > msOf(addMinutes(other, toleranceMinutes));
}

function isFar(one: Instant, other: Instant): boolean {
  return isAfter(one, other) || isAfter(other, one);
}
