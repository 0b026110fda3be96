import { posixPath } from "./repository-path.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** The runbooks that were followed can be opened. */
export const runbooksExist: Rule = {
  name: "runbooks-exist",
  severity: "warning",
  what: "Every runbook that the fields name is a file of the repository, and its anchor is there.",
  why: "Reports count which runbooks helped; a name that leads nowhere counts for none, and nobody finds it at night.",
  fix: "Name the path from the repository's root, e.g. `runbooks/database-failover.md`; write the runbook if it is missing.",
  check,
};

function check({ fields, facts, frontmatter }: RuleContext): readonly RuleFinding[] {
  return fields.runbooks.flatMap((runbook, index) => {
    const { path, anchor } = posixPath("", runbook) ?? {};
    if (path === undefined || path === "") return [];
    const missing = facts.kindAt(path) === "nothing";
    const lost = !missing && anchor !== "" && facts.anchorsIn(path)?.has(anchor ?? "") === false;
    if (!missing && !lost) return [];
    const span = frontmatter.spanOf("runbooks", index);
    const message = missing
      ? `Unexpected runbook ${said(path)}, expected a file of the repository`
      : `Unexpected anchor ${said(`#${anchor}`)}, expected a heading of ${said(path)}`;
    return span ? [{ span, message }] : [];
  });
}
