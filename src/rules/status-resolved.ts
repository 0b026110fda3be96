import type { Span } from "../markdown/text.ts";
import { running } from "../model/incident.ts";
import { frontmatterStart } from "./frontmatter-start.ts";
import { isVoid } from "./needs-postmortem.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Only what is over may be merged: the archive holds no incident that still runs. */
export const statusResolved: Rule = {
  name: "status-resolved",
  severity: "error",
  what: "The incident is over: its status is `resolved` or `closed` and `resolved` says when.",
  why: "Merging the pull request closes the issue, so an incident that still runs would vanish from everybody's sight.",
  fix: "Comment `/resolve` on the incident's issue once it is over, or set `status: resolved` and `resolved:`.",
  check,
  praise: ({ fields }) =>
    fields.status === "resolved" || fields.status === "closed" ? "The incident is resolved." : undefined,
};

function check(context: RuleContext): readonly RuleFinding[] {
  const { fields, frontmatter } = context;
  if (isVoid(context)) return [];
  // Only what is wrong asks where it stands: that costs more than all the rest.
  const span = (): Span => frontmatter.spanOf("status") ?? frontmatterStart(context);
  if (fields.status === undefined) {
    const written = frontmatter.fields["status"];
    const what = written === undefined ? "incident without a status" : `status ${said(written)}`;
    return [{ span: span(), message: `Unexpected ${what}, expected resolved or closed before the merge` }];
  }
  if (running.includes(fields.status)) {
    const message = `Unexpected status ${said(fields.status)}, expected resolved or closed before the merge`;
    return [{ span: span(), message }];
  }
  if (fields.resolved !== undefined || frontmatter.spanOfKey("resolved") !== undefined) return [];
  const message = `Unexpected status ${said(fields.status)} without a time, expected \`resolved:\` to say when`;
  return [
    {
      span: span(),
      message,
      fix: "Comment `/set resolved <time>` on the issue, or add `resolved:` to the frontmatter.",
    },
  ];
}
