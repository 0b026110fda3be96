import type { RootContent } from "mdast";
import { runbookSection } from "../../markdown/runbook-fields.ts";
import { blocksOf } from "../prose.ts";
import type { RuleFinding } from "../rule.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** What is to be done can be followed, ticked off and named by number. */
export const stepsListed: RunbookRule = {
  name: "runbook-steps",
  severity: "error",
  what: "What is to be done under Diagnosis and Resolution is a list of steps.",
  why: "A step in a list can be followed, skipped knowingly and named in the timeline (“at step 3”); steps in running text are lost under stress.",
  fix: "Number the steps: one line with `1. ` for each thing to do, with its command below it.",
  check,
};

function check({ document, config }: RunbookContext): readonly RuleFinding[] {
  return ["Diagnosis", "Resolution"].flatMap((name): readonly RuleFinding[] => {
    const section = runbookSection(document, name, config.sections);
    // An empty one is for `runbook-sections`.
    if (!section || !blocksOf(section.nodes).some(({ says }) => says) || section.nodes.some(holdsList)) return [];
    return [{ span: section.heading, message: `Unexpected ${name} without a list, expected its steps one by one` }];
  });
}

function holdsList(node: RootContent): boolean {
  return node.type === "list" || (node.type === "blockquote" && node.children.some(holdsList));
}
