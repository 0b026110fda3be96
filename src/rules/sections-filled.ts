import { type Section, sectionWith } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import { postmortemSections } from "./postmortem-sections.ts";
import { type Block, blocksOf } from "./prose.ts";
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

/** The required sections, those that the templates have, and all that stands under them. */
function judged({ document, config }: RuleContext, template: TemplateText): readonly Section[] {
  const required = postmortemSections.flatMap((name) => sectionOf(document, name, config) ?? []);
  const asked = template.titles.flatMap((keys) => sectionWith(document, keys) ?? []);
  const roots = [...new Set([...required, ...asked])];
  return document.sections.filter(({ start, end }) => roots.some((root) => root.start <= start && end <= root.end));
}

function judge(section: Section, { document }: RuleContext, template: TemplateText): readonly RuleFinding[] {
  const deeper = section.nodes.findIndex(({ type }) => type === "heading");
  const blocks = blocksOf(deeper === -1 ? section.nodes : section.nodes.slice(0, deeper));
  const left = blocks.flatMap((block) => {
    const marker = markerIn(block);
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

const placeholder = /\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}/;
const bracketed = /[[(<{](?:TODO|TBD|TBC|FIXME|XXX)\b[^\])>}]{0,80}[\])>}]/i;
const edge = /^(?:TODO|TBD|TBC|FIXME|XXX)\b(?=[\s:.,!?…-]|$)|[:\s](?:TODO|TBD|TBC|FIXME)[\s.!?…]*$/;
const whole =
  /^[\s._…-]*(?:to ?do|tbd|tbc|fixme|xxx|to be (?:done|determined|decided|confirmed|written|defined|filled(?: in)?)|fill (?:me|this) in|lorem ipsum\b.*|\.{3,}|…)[\s.!…]*$/i;

/** What says that a block is still to be written, or undefined. */
function markerIn({ words }: Block): string | undefined {
  // What is left to do is said in few words; the cap keeps pasted pages away from the expressions.
  const text = words.slice(0, 2000);
  return (placeholder.exec(text) ?? bracketed.exec(text) ?? whole.exec(text) ?? edge.exec(text))?.[0].trim();
}
