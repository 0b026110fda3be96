import type { Section } from "../markdown/document.ts";
import { sectionOf } from "../markdown/section-names.ts";
import { needsPostmortem } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { isWritten, writtenIn } from "./written.ts";

/** A cause has two halves: what broke, and what let it. What a person did is neither: see `human-error`. */
export const causes: Rule = {
  name: "causes",
  severity: "warning",
  what: "The root cause has a technical side and a process side; at SEV-1 and SEV-2 it names contributing factors.",
  why: "A fault that is mended comes again in another place, as long as what let it arrive and stay unseen is the same.",
  fix: "Write a paragraph for each: what broke and how, what let it through, and what made it likelier, longer or worse.",
  check,
  praise: (context) =>
    causeOf(context) && needsPostmortem(context)
      ? "The cause is told from the technical and the process side."
      : undefined,
};

/** What lets faults in and keeps them unseen. One such word is enough: how it is told is the reviewers' business. */
const processWords =
  /\b(?:process(?:es)?|procedur\w{0,6}|organi[sz](?:ation\w{0,4}|e[ds]?|ing)|systemic|human factors?|(?:un)?review\w{0,4}|test(?:s|ed|ing)?|untested|rehears\w{0,4}|drill\w{0,3}|canar(?:y|ies)|staging|polic(?:y|ies)|checklists?|check(?:s|ed|ing)?|approv\w{0,4}|monitor\w{0,4}|alert\w{0,4}|warn\w{0,4}|notice\w?|notif\w{0,8}|train(?:ed|ing)|document\w{0,6}|runbooks?|playbooks?|owner(?:s|ship)?|responsib\w{0,6}|communicat\w{0,4}|coordinat\w{0,4}|roll-?outs?|guard\w{0,5}|safeguards?|validat\w{0,4}|audit\w{0,3}|planned|planning|assum\w{0,6}|risk assessment|visib\w{0,6}|aware\w{0,4}|unaware|decid\w{0,3}|decision|convention|manual(?:ly)?|maint\w{0,7}|schedul\w{0,4}|expect\w{0,6}|known|knew|unknown|considered|prevent\w{0,4}|(?:un)?detect\w{0,5}|catch|caught|inform\w{0,4})\b/i;

const contributing =
  /\b(?:contribut\w{0,6}|factors?|aggravat\w{0,4}|compound\w{0,4}|exacerbat\w{0,4}|worse(?:ned)?|prolong\w{0,3}|delay\w{0,3}|amplif\w{0,4}|in addition|additionally|besides|furthermore|moreover|combin\w{0,6}|at the same time|as well as|also|both|second(?:ly)?|several|multiple|because|meanwhile|coincid\w{0,5}|which (?:meant|made))\b/i;

/** Characters, and sentences or items, from which on a cause tells its circumstances, whatever words it takes. */
const longCause = 800;
const several = 3;

const processTitle = /process|procedur|organi[sz]|human factor|why|contribut|systemic|lesson/i;

function causeOf({ document, config }: RuleContext): Section | undefined {
  const section = sectionOf(document, "Root cause", config);
  return section && isWritten(document, section) ? section : undefined;
}

function check(context: RuleContext): readonly RuleFinding[] {
  const section = causeOf(context);
  if (!section || !needsPostmortem(context)) return [];
  const { document, fields } = context;
  const named = fields.causes.join("\n");
  const text = `${writtenIn(document, section)}\n${named}`;
  const grave = fields.severity === undefined || fields.severity === "sev1" || fields.severity === "sev2";
  const atLength = (text.match(/[.!?]\s+\S/g)?.length ?? 0) + 1 >= several || listed(section, several);
  const factors =
    !grave ||
    text.length > longCause ||
    contributing.test(`${section.title}\n${text}`) ||
    atLength ||
    fields.causes.length > 1 ||
    listed(section, 2);
  const missing = [
    ...(named === "" && !tellsTechnical(context, section) ? ["what broke and how (the technical side)"] : []),
    ...(processWords.test(text) || atLength ? [] : ["what let the fault arrive or stay unseen (the process side)"]),
    ...(factors ? [] : ["what made it likelier, longer or worse (contributing factors)"]),
  ];
  if (missing.length === 0) return [];
  return [{ span: section.heading, message: `Unexpected root cause with a gap, expected ${missing.join(", and ")}` }];
}

/** Whether something is written outside the parts that are about the process. */
function tellsTechnical({ document }: RuleContext, section: Section): boolean {
  const parts = document.sections.filter(({ start, end }) => section.start < start && end <= section.end);
  const deeper = section.nodes.findIndex(({ type }) => type === "heading");
  const own = deeper === -1 ? section.nodes : section.nodes.slice(0, deeper);
  if (isWritten(document, { nodes: own })) return true;
  return parts.some((part) => !processTitle.test(part.title) && isWritten(document, part));
}

/** Several causes in a list are a cause and its factors. */
function listed({ nodes }: Section, items: number): boolean {
  return nodes.some((node) => node.type === "list" && node.children.length >= items);
}
