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
  what: "The sections of a post-mortem stand in the order of its template; without one, causes come before what follows from them.",
  why: "Whoever reads many post-mortems looks for the cause, the cost and the follow-up where the last one had them.",
  fix: "Move the section, or give the template your order.",
  check,
};

interface Placed {
  readonly name: SectionName;
  readonly section: Section;
  readonly rank: number;
}

function check(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const ranks = ranksOf(context);
  const placed = [...ranks.keys()]
    .flatMap((name): readonly Placed[] => {
      const section = sectionOf(context.document, name, context.config);
      return section ? [{ name, section, rank: ranks.get(name) ?? 0 }] : [];
    })
    .toSorted((a, b) => a.section.start - b.section.start);
  const kept = longestRun(placed.map(({ rank }) => rank));
  return placed.flatMap(({ name, section, rank }, index) => {
    if (kept.has(index)) return [];
    const before = placed.findLast((other, at) => kept.has(at) && other.rank < rank);
    const next = placed.find((other, at) => kept.has(at) && other.rank > rank);
    const wanted = before ? `behind ${before.name}` : `before ${next?.name ?? "the others"}`;
    const [behind, ahead] = [placed[index - 1], placed[index + 1]];
    const late = behind && behind.rank > rank;
    const where = late ? `behind ${behind.name}` : `before ${ahead?.name ?? "the others"}`;
    return [{ span: section.heading, message: `Unexpected ${name} ${where}, expected it ${wanted}` }];
  });
}

/** Where each section stands: as the template has them, or roughly, since teams differ in the rest. */
function ranksOf(context: RuleContext): ReadonlyMap<SectionName, number> {
  const template = ownTemplate(context);
  const written = sectionNames.flatMap((name) => {
    const at = template?.at(name, context.config);
    return at === undefined ? [] : [[name, at] as const];
  });
  return new Map(written.length > sectionNames.length / 2 ? written : rough);
}

const rough: readonly (readonly [SectionName, number])[] = sectionNames.map((name) => {
  if (name === "Summary") return [name, 0];
  return [name, name === "Action items" || name === "Lessons learned" ? 2 : 1];
});
