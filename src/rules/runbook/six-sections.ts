import { runbookSection } from "../../markdown/runbook-fields.ts";
import { runbookSections } from "../../model/runbook.ts";
import { blocksOf } from "../prose.ts";
import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** Whoever is awake finds every answer in its place. */
export const sixSections: RunbookRule = {
  name: "runbook-sections",
  severity: "error",
  what: "A runbook has its six sections, and something stands in each: Symptoms, Impact, Diagnosis, Resolution, Escalation, Prevention.",
  why: "Whoever is awake at 3 a.m. looks for one answer at a time; a section that is not there, or that nobody wrote, costs its minutes during the incident.",
  fix: "Add the heading and write the section, or map your own heading's name in `sections:` of .github/gitcident.yml.",
  check,
};

function check({ document, config }: RunbookContext): readonly RuleFinding[] {
  return runbookSections.flatMap((name): readonly RuleFinding[] => {
    const section = runbookSection(document, name, config.sections);
    if (!section) {
      const span = document.sections[0]?.heading ?? { start: 0, end: 0 };
      return [{ span, message: `Unexpected runbook without ${name}, expected a heading \`## ${name}\`` }];
    }
    const left = blocksOf(section.nodes).filter(({ says }) => says);
    if (left.some(({ words }) => !isLeft(words))) return [];
    const marker = left[0];
    return marker
      ? [
          {
            span: marker.span,
            message: `Unexpected ${said(marker.words.trim())} left in ${name}, expected it to be written`,
            fix: writeIt,
          },
        ]
      : [
          {
            span: section.heading,
            message: `Unexpected empty section ${name}, expected it to be written`,
            fix: writeIt,
          },
        ];
  });
}

const writeIt = "Write the section; if there is nothing to say, say that in a sentence.";

/** Whether a text only says that it is still to be written. Code says something: its words are none. */
function isLeft(words: string): boolean {
  return /^[\s._…[(<-]*(?:to ?do|tbd|tbc|fixme|xxx|to be (?:written|done|defined|filled(?: in)?)|\.{3,}|…)[\s.:!…\])>]*$/i.test(
    words.slice(0, 200),
  );
}
