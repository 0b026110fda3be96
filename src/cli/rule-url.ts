import { docsUrl } from "./package.ts";

/** The page of the documentation that says what a finding is about; null where nobody knows where the package lives. */
export function ruleUrl(rule: string): string | null {
  if (rule === "config") return docsUrl("configuration.md");
  if (rule === "readable" || rule === "disable") return docsUrl("rules/README.md");
  return docsUrl(`${rule.startsWith("runbook-") ? "runbook-rules" : "rules"}/${rule}.md`);
}
