import { type Section, sectionWith } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { markerIn } from "./markers.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { postmortemSections } from "./postmortem-sections.ts";
import { blocksOf } from "./prose.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { type TemplateText, templateText } from "./template-text.ts";

/** The post-mortem was written, not only begun. */
export const sectionsFilled: Rule = {
  name: "sections-filled",
  severity: "error",
  what: "No section of a post-mortem is empty or as the template has it: no bare prompts, placeholders, TODO or TBD.",
  why: "A section that was left as it came looks finished in the archive and teaches nobody anything.",
  fix: "Write the section; if there is nothing to say, say that in a sentence.",
  check,
  praise: (context) => (needsPostmortem(context) ? "Every section is written." : undefined),
};

function check(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const template = templateText(context.templates);
  return judged(context, template).flatMap((section) => judge(section, context, template));
}

/** The required sections and all that stands under them. */
function judged(context: RuleContext, template: TemplateText): readonly Section[] {
  const roots = filledSections(context, template);
  return context.document.sections.filter(({ start, end }) =>
    roots.some((root) => root.start <= start && end <= root.end),
  );
}

/** The sections that must be written: the required ones and those that the templates have. */
export function filledSections({ document, config }: RuleContext, template: TemplateText): readonly Section[] {
  const required = postmortemSections.flatMap((name) => sectionOf(document, name, config) ?? []);
  const asked = template.titles.flatMap((keys) => sectionWith(document, keys) ?? []);
  return [...new Set([...required, ...asked])];
}

function judge(section: Section, { document }: RuleContext, template: TemplateText): readonly RuleFinding[] {
  const deeper = section.nodes.findIndex(({ type }) => type === "heading");
  const blocks = blocksOf(deeper === -1 ? section.nodes : section.nodes.slice(0, deeper));
  const left = blocks.flatMap((block) => {
    const marker = markerIn(block.words);
    return marker === undefined
      ? []
      : [
          {
            span: block.span,
            message: `Unexpected ${said(marker)} left in ${said(section.title)}, expected it to be written`,
          },
        ];
  });
  if (left.length > 0) return left;
  const written = blocks.filter(({ says }) => says);
  if (written.length === 0) {
    if (deeper !== -1) return [];
    return [
      { span: section.heading, message: `Unexpected empty section ${said(section.title)}, expected it to be written` },
    ];
  }
  if (!written.every(({ span }) => template.holds(document.text.slice(span.start, span.end)))) return [];
  const message = `Unexpected section ${said(section.title)} as the template has it, expected it to be written`;
  return [{ span: section.heading, message }];
}
