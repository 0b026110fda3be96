import { sectionOf } from "../markdown/section-names.ts";
import { sayOr } from "../model/expected.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { isWritten, writtenIn } from "./written.ts";

/** A grave incident's impact is looked at from all sides. */
export const impactCovers: Rule = {
  name: "impact-covers",
  severity: { sev1: "warning", sev2: "warning", default: "off" },
  what: "The impact of a SEV-1 or SEV-2 says who was hurt, what it cost and whether an objective or agreement was broken.",
  why: "What nobody looked at is later taken for none: credits are owed, objectives missed and nobody was told.",
  fix: "Add a line for what is missing; `none` and `not known` are answers.",
  check,
  praise: (context) => (partsOf(context) === "" ? undefined : "The impact covers people, money and agreements."),
};

const sides: readonly { readonly name: string; readonly words: RegExp }[] = [
  {
    name: "customers",
    words:
      /customer|\busers?\b|client|visitor|subscriber|tenant|account|merchant|member|\bpeople\b|\bteams?\b|developer|operator|\bstaff\b|internal|player|reader|consumer|audience|partner|every(?:body|one)|nobody|no one|public/i,
  },
  {
    name: "cost",
    words:
      /revenue|\bcosts?\b|money|[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY|INR)\b|refund|credit|\bfees?\b|\bsales?\b|\borders?\b|transaction|financ|income|budget|\bpayments?\b|billing|business/i,
  },
  {
    name: "SLA",
    words: /\bSL[AOI]s?\b|service[- ]level|availability|uptime|downtime|objective|error budget|agreement|contract/i,
  },
];

/** Everything that is said of the impact; empty where there is no such section. */
function partsOf({ document, config, fields }: RuleContext): string {
  const section = sectionOf(document, "Impact", config);
  if (!section || !isWritten(document, section)) return "";
  return [writtenIn(document, section), ...Object.entries(fields.impact).flat().map(String)]
    .join("\n")
    .replaceAll("_", " ");
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = sectionOf(context.document, "Impact", context.config);
  const text = partsOf(context);
  // A short "None" speaks for all sides.
  if (!section || text === "" || !needsPostmortem(context) || /^\W{0,9}(?:none|no\b)[^\n]{0,60}\W*$/i.test(text))
    return [];
  const missing = sides.filter(({ words }) => !words.test(text)).map(({ name }) => name);
  if (missing.length === 0) return [];
  const message = `Unexpected impact that says nothing of ${sayOr(missing)}, expected a word on each, \`none\` included`;
  return [{ span: section.heading, message }];
}
