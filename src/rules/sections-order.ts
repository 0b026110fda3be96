import type { Section } from "../markdown/document.ts";
import { type SectionName, sectionNames, sectionOf } from "../markdown/section-names.ts";
import { longestRun } from "./longest-run.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { ownTemplate } from "./own-template.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** The parts of a post-mortem stand in the order in which the template has them. */
export const sectionsOrder: Rule = {
  name: "sections-order",
  severity: "warning",
  what: "The sections of a post-mortem stand in the order of its template, or of ours.",
  why: "Whoever reads many post-mortems looks for the cause, the cost and the follow-up where the last one had them.",
  fix: "Move the section, or give the template your order.",
  check,
};

interface Placed {
  readonly name: SectionName;
  readonly section: Section;
}

function check(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const order = orderOf(context);
  const placed = order
    .flatMap((name): readonly Placed[] => {
      const section = sectionOf(context.document, name, context.config);
      return section ? [{ name, section }] : [];
    })
    .toSorted((a, b) => a.section.start - b.section.start);
  const kept = longestRun(placed.map(({ name }) => order.indexOf(name)));
  return placed.flatMap(({ name, section }, index) => {
    if (kept.has(index)) return [];
    const rank = order.indexOf(name);
    const before = placed.findLast((other, at) => kept.has(at) && order.indexOf(other.name) < rank);
    const next = placed.find((other, at) => kept.has(at) && order.indexOf(other.name) > rank);
    const wanted = before ? `behind ${before.name}` : `before ${next?.name ?? "the others"}`;
    const [behind, ahead] = [placed[index - 1], placed[index + 1]];
    const late = behind && order.indexOf(behind.name) > rank;
    const where = late ? `behind ${behind.name}` : `before ${ahead?.name ?? "the others"}`;
    return [{ span: section.heading, message: `Unexpected ${name} ${where}, expected it ${wanted}` }];
  });
}

/** The template's order where it has most of the sections, else ours. */
function orderOf(context: RuleContext): readonly SectionName[] {
  const template = ownTemplate(context);
  const written = sectionNames
    .flatMap((name) => {
      const at = template?.at(name, context.config);
      return at === undefined ? [] : [{ name, at }];
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);
  return written.length > sectionNames.length / 2 ? written : sectionNames;
}
