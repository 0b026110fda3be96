import type { Section } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { isWritten, writtenIn } from "./written.ts";

/** How bad it was, in numbers. What they are about is `impact-covers`' business. */
export const impactNumbers: Rule = {
  name: "impact-numbers",
  severity: { sev1: "error", sev2: "error", default: "warning" },
  what: "The impact is told in numbers, or says that there was none.",
  why: "Without a number nobody can say whether the incident was worth its follow-up, nor compare it with the next.",
  fix: "Write shares, counts, minutes or money, estimates marked as such; `None` where there was none.",
  check,
  praise: (context) => (impactOf(context) ? "The impact is told in numbers." : undefined),
};

const amount = /\p{N}/u;
const inWords =
  /\b(?:none|nobody|no one|nothing|no\s+(?:\w{1,20}\s+)?(?:customers?|users?|clients?|data|revenue|loss(?:es)?|impact|requests?|effects?|downtime|outage|service|visible|known|measurable|external)|un(?:affected|noticed)|not\s+(?:affected|noticed|impacted|measured|known|counted)|zero|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|half|(?:a|one)\s+(?:third|quarter|fifth|tenth)|all|every|everybody|everyone|entire|whole|total|completely|any)\b/i;

function impactOf({ document, config }: RuleContext): Section | undefined {
  const section = sectionOf(document, "Impact", config);
  return section && isWritten(document, section) ? section : undefined;
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = impactOf(context);
  if (!section || !needsPostmortem(context)) return [];
  const values = Object.values(context.fields.impact).map(String);
  const text = [writtenIn(context.document, section), ...values].join("\n");
  if (amount.test(text) || inWords.test(text)) return [];
  return [
    { span: section.heading, message: "Unexpected impact without a number, expected how many, how long or `None`" },
  ];
}
