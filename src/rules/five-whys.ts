import { type Section, titleKeys } from "../markdown/document.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { sayCount } from "./said.ts";
import { isWritten, writtenIn } from "./written.ts";

/** Whoever sets out to ask why goes on asking. A post-mortem without such a section is not asked for one. */
export const fiveWhys: Rule = {
  name: "five-whys",
  severity: "warning",
  what: "A section that asks why asks at least as often as the config says (`whys`, 5).",
  why: "The first answers are about the fault; what a team can change for good stands behind the fourth or fifth.",
  fix: "Ask why of the last answer, until it names something of yours that would have broken the chain.",
  check,
  praise: (context) => {
    const section = whysOf(context);
    return section && isWritten(context.document, section) ? "The whys go all the way." : undefined;
  },
};

const titles = titleKeys([
  "Five whys",
  "5 whys",
  "The five whys",
  "The 5 whys",
  "Five whys analysis",
  "Whys",
  "5 whys analysis",
]);
/** A title of numbers is compared without them, so that `5 whys` is `whys`. */
function whysOf({ document }: RuleContext): Section | undefined {
  return document.sections.find(({ key }) => titles.has(key));
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = whysOf(context);
  if (!section || !needsPostmortem(context)) return [];
  if (!isWritten(context.document, section)) return [];
  const asked = countIn(section, writtenIn(context.document, section));
  const wanted = context.config.whys;
  if (asked >= wanted) return [];
  const message = `Unexpected ${sayCount(asked, "why")}, expected at least ${wanted}`;
  return [{ span: section.heading, message }];
}

/** Items of lists however deep, rows of tables, deeper headings or paragraphs, or the word itself: whichever there is most of. */
function countIn({ nodes }: Section, text: string): number {
  const rows = nodes.flatMap((node) => (node.type === "table" ? node.children.slice(1) : []));
  const blocks = nodes.filter(({ type }) => type === "paragraph" || type === "heading");
  const items = text.match(/^[ \t]*(?:>[ \t]*)?(?:[-*+]|\d{1,9}[.)])[ \t]/gm) ?? [];
  const asked = text.match(/\bwhy\b/gi) ?? [];
  return Math.max(rows.length, blocks.length, items.length, asked.length);
}
