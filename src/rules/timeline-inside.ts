import { isRunning } from "../model/fields.ts";
import { type Instant, later, msOf, readInstant } from "../model/time.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { type DatedEntry, datedEntries, timelineOf } from "./timeline-of.ts";

/** Hours around the incident in which an entry may stand: what triggered it, and what was seen of it afterwards. */
const toleranceHours = 12;

/** How many entries outside are told one by one. */
const maxTold = 3;
const tolerance = toleranceHours * 3_600_000;
/** A clock may be five minutes ahead of ours. */
const skew = 300_000;
/** Days outside that within which a wrong date is likelier than another time: two. */
const nearby = 2 * 86_400_000;

/** Timeline entries belong to this incident. The communication log is free: people are told for days. */
export const timelineInside: Rule = {
  name: "timeline-inside",
  severity: "error",
  what: `Timeline entries lie between \`started\` and \`resolved\` (or \`closed\`), give or take ${toleranceHours} hours, or say why.`,
  why: "An entry far outside is nearly always a mistyped date, and it hides what really happened at that point.",
  fix: "Correct the entry's date, or the incident's `started` or `resolved`; move background and follow-up into other sections.",
  check,
  praise: (context) =>
    boundsOf(context).from !== undefined && timelineOf(context).length > 0
      ? "Every timeline entry lies inside the incident."
      : undefined,
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
  const { from, to } = boundsOf(context);
  const first = from === undefined ? Number.NEGATIVE_INFINITY : msOf(from) - tolerance;
  const last = to === undefined ? Number.POSITIVE_INFINITY : msOf(to) + tolerance;
  const now = msOf(context.now) + skew;
  const entries = datedEntries(context);
  // Whatever an entry says of itself, nobody has seen the future.
  const future = entries.filter(({ at }) => msOf(at) > now);
  const ahead = future.map(({ at, timeSpan }) => ({
    span: timeSpan,
    message: `Unexpected entry of ${at} in the future, expected one up to ${context.now}`,
  }));
  const before = entries.filter(({ at }) => msOf(at) < first).map((entry) => strange(entry, first, last));
  const after = entries
    .filter(({ at }) => msOf(at) > last && msOf(at) <= now)
    .map((entry) => strange(entry, first, last));
  return [
    ...ahead,
    ...told(before, `near or after the start at ${from}`),
    ...told(after, `near or before the end at ${to}`),
  ];
}

/** An entry outside, and how surely it is a mistake. */
interface Strange {
  readonly entry: DatedEntry;
  readonly sure: "yes" | "perhaps" | "no";
}

function strange(entry: DatedEntry, first: number, last: number): Strange {
  const ms = msOf(entry.at);
  if (isSlip(entry.at, first, last)) return { entry, sure: "yes" };
  if (saysWhy.test(entry.text.slice(0, 500))) return { entry, sure: "no" };
  const near = Math.min(Math.abs(ms - first), Math.abs(ms - last)) < nearby;
  return { entry, sure: near ? "yes" : "perhaps" };
}

/** One finding an entry; where there are many, it is rather the bound that is wrong, and one finding says so. */
function told(outside: readonly Strange[], expected: string): readonly RuleFinding[] {
  const odd = outside.filter(({ sure }) => sure !== "no");
  const [first] = odd;
  if (!first) return [];
  const { at, timeSpan } = first.entry;
  if (odd.length > maxTold) {
    const message = `Unexpected ${odd.length} entries from ${at} on, expected them ${expected}`;
    return [{ span: timeSpan, message, fix: "Correct that time in the frontmatter, or the entries." }];
  }
  return odd.map(({ entry, sure }) => {
    const message = `Unexpected entry of ${entry.at}, expected one ${expected}`;
    if (sure === "yes") return { span: entry.timeSpan, message };
    return { span: entry.timeSpan, message: `${message}, or why it belongs here`, severity: "warning" };
  });
}

/** Whether another year or month would put a time inside: nobody writes of a day exactly a year ago by intention. */
function isSlip(at: Instant, first: number, last: number): boolean {
  const years = [-1, 1].map((step) => `${Number(at.slice(0, 4)) + step}${at.slice(4)}`);
  const months = [-1, 1].map((step) => {
    const month = ((Number(at.slice(5, 7)) + step + 11) % 12) + 1;
    return `${at.slice(0, 5)}${String(month).padStart(2, "0")}${at.slice(7)}`;
  });
  return [...years, ...months].some((text) => {
    const meant = readInstant(text);
    return meant !== undefined && msOf(meant) >= first && msOf(meant) <= last;
  });
}

/** Words that say what an entry from before or after the incident does in its timeline. */
const saysWhy =
  /\b(?:background|before|earlier|previous|prior|introduc|deploy|releas|merg|roll(?:ed|ing)? ?out|upgrad|migrat|install|configur|chang|expir|scheduled|planned|latent|dormant|trigger|cause|since|follow[- ]?up|after|later|post-?mortem|retrospective|review|report|clos|publish|confirm|verif|increas|added|remov|ticket|clean|refund|credit|customer|notif|legal|regulator|vendor)/i;
