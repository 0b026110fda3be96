import { spanOf } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import type { Span } from "../markdown/text.ts";
import { sayMinutes } from "../model/time.ts";
import { claimsIn, type DurationClaim } from "./duration-claims.ts";
import { knownLengths, toldLengths } from "./known-lengths.ts";
import { isOver } from "./needs-postmortem.ts";
import { type Block, blocksWith } from "./prose.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { agrees } from "./said-duration.ts";

/** What the prose says of the incident's duration is what its times say. */
export const durationsAgree: Rule = {
  name: "durations-agree",
  severity: "warning",
  what: "A duration that the text gives for the incident agrees with its times, give or take what people round.",
  why: "One of the two is wrong, and it is the one that somebody will quote.",
  fix: "Correct the duration in the text, or the time in the frontmatter.",
  check: (context) =>
    isOver(context) && context.fields.resolved !== undefined
      ? proseOf(context).flatMap((block) => claimsIn(block.words).flatMap((claim) => judge(claim, block, context)))
      : [],
};

/** Sections in which durations are those of steps, plans and talks. */
const elsewhere = ["Timeline", "Communication log", "Action items", "Lessons learned"] as const;

/** Without any of it nothing is said of how long it was. First letters of either case are left out: that is faster. */
const mayClaim =
  /utage|ncident|owntime|isrupt|nterrupt|navailab|uration|ength|ime to |TT[DRAM]|tt[dram]\b|down for|down [a-z]|nreachable|ffline|naccessible|of service/;

const mayMeasure = /\d[ -]?[dhms]|hour|minute|day|HOUR|MINUTE/;

function proseOf({ document, config }: RuleContext): readonly Block[] {
  const skipped = elsewhere.flatMap((name) => sectionOf(document, name, config) ?? []);
  const nodes = document.tree.children.filter((node) => {
    const { start, end } = spanOf(node);
    if (node.type === "yaml" || node.type === "heading") return false;
    return !skipped.some((section) => section.start <= start && end <= section.end);
  });
  return blocksWith(nodes, document.text, mayMeasure, mayClaim);
}

function judge(claim: DurationClaim, block: Block, context: RuleContext): readonly RuleFinding[] {
  const [named, ...others] = knownLengths(context, claim.of);
  if (!named) return [];
  const told = claim.of === "detect" || claim.of === "acknowledge" ? [] : toldLengths(context);
  const lengths = [named, ...others].map(({ minutes }) => minutes).concat(told);
  const { duration } = claim;
  const holds =
    claim.of === "part"
      ? duration.bound === "upper" || duration.minutes - duration.slack <= Math.max(...lengths)
      : lengths.some((length) => agrees(duration, length));
  if (holds) return [];
  const message = `Unexpected duration ${said(duration.text)}, expected about ${sayMinutes(named.minutes)}: from \`${named.from}\` to \`${named.to}\``;
  return [{ span: placeOf(claim, block, context), message }];
}

/** Where the duration stands; the whole block where markup or a line break stands inside it. */
function placeOf({ duration: { text } }: DurationClaim, { span }: Block, { document }: RuleContext): Span {
  const at = document.text.slice(span.start, span.end).indexOf(text);
  return at === -1 ? span : { start: span.start + at, end: span.start + at + text.length };
}
