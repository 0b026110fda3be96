import { spanOf } from "../markdown/document.ts";
import { isMarker, markerIn, placeholderIn } from "./markers.ts";
import { isOver, needsPostmortem } from "./needs-postmortem.ts";
import { blocksWith } from "./prose.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { filledSections } from "./sections-filled.ts";
import { templateText } from "./template-text.ts";

/** Nothing of a form is left where `sections-filled` does not look: in fields, headings and sections of a team's own. */
export const placeholders: Rule = {
  name: "placeholders",
  severity: "error",
  what: "No field is a placeholder, and none is left in a heading or in any other section.",
  why: "A title of `TBD` or `{{ title }}` goes into every list and report as it is.",
  fix: "Write what it stands for, or remove it.",
  check: (context) => [...inFields(context), ...inHeadings(context), ...inProse(context)],
};

const texts = ["title", "type", "services", "alerts", "runbooks", "causes", "impact"] as const;

interface Value {
  readonly field: (typeof texts)[number];
  readonly inner: string | undefined;
  readonly value: string;
}

function inFields(context: RuleContext): readonly RuleFinding[] {
  if (!isOver(context)) return [];
  const { fields, frontmatter } = context;
  const values = texts.flatMap((field): readonly Value[] => {
    const value = fields[field];
    if (typeof value === "string") return [{ field, inner: undefined, value }];
    return Object.entries(value ?? {}).map(([inner, one]) => ({ field, inner, value: String(one) }));
  });
  return values.flatMap(({ field, inner, value }): readonly RuleFinding[] => {
    const left = placeholderIn(value);
    if (!isMarker(value) && left === undefined) return [];
    const span = frontmatter.spanOf(field, inner);
    if (!span) return [];
    const name = inner !== undefined && field === "impact" ? `${field}.${inner}` : field;
    const message = `Unexpected ${name.slice(0, 60)} ${said(left ?? value)}, expected what it stands for`;
    // A title may be about a placeholder that was not filled in.
    return [isMarker(value) ? { span, message } : { span, message, severity: "warning" }];
  });
}

function inHeadings({ document }: RuleContext): readonly RuleFinding[] {
  return document.sections.flatMap(({ title, heading }) => {
    const left = placeholderIn(title) ?? (isMarker(title) ? title : undefined);
    return left === undefined
      ? []
      : [
          {
            span: heading,
            severity: "warning" as const,
            message: `Unexpected ${said(left)} in a heading, expected words`,
          },
        ];
  });
}

/** Without any of it there is no marker. */
const mayLeave =
  /[[{<…]|\.{3}|T(?:ODO|B[DC])|FIXME|XXX|to do\b|to be \w|fill |coming soon|in progress|\bwip\b|lorem|\?\?|YYYY|HH:MM|_{4}/i;

/** Prose that belongs to no section of the post-mortem. */
function inProse(context: RuleContext): readonly RuleFinding[] {
  if (!needsPostmortem(context)) return [];
  const filled = filledSections(context, templateText(context.templates));
  const free = context.document.tree.children.filter((node) => {
    const { start, end } = spanOf(node);
    return node.type !== "heading" && !filled.some((section) => section.start <= start && end <= section.end);
  });
  return blocksWith(free, context.document.text, mayLeave).flatMap(({ span, words }) => {
    const marker = markerIn(words);
    if (marker === undefined) return [];
    return [{ span, severity: "warning" as const, message: `Unexpected ${said(marker)}, expected it to be written` }];
  });
}
