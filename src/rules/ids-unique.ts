import { frontmatterStart } from "./frontmatter-start.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** An incident has one file. */
export const idsUnique: Rule = {
  name: "ids-unique",
  severity: "error",
  what: "No other incident file has the same id.",
  why: "With two files of one incident, commands go into one of them, and reports count it twice.",
  fix: "Put what is worth keeping into one of the files and remove the other.",
  check,
};

function check(context: RuleContext): readonly RuleFinding[] {
  const { document, facts, fields, frontmatter } = context;
  const named = /INC-\d{4}-\d{3,12}(?!\d)/.exec(document.path.slice(document.path.lastIndexOf("/") + 1))?.[0];
  const others = [...new Set([named, fields.id])].flatMap((id) => {
    const paths = id === undefined ? [] : (facts.recordsOf(id) ?? []);
    return paths.filter((path) => path !== document.path).map((path) => ({ id, path }));
  });
  const [first] = others;
  if (!first) return [];
  const span = frontmatter.spanOf("id") ?? frontmatterStart(context);
  return [{ span, message: `Unexpected id ${said(first.id)}, expected it once: ${said(first.path)} has it too` }];
}
