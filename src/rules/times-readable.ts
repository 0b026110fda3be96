import type { IncidentFields } from "../model/fields.ts";
import { timeFields } from "../model/incident.ts";
import { readInstant } from "../model/time.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";
import { expectedOf, timeMeantBy } from "./time-meant.ts";

/** Times are read strictly: what would have to be guessed is refused. */
export const timesReadable: Rule = {
  name: "times-readable",
  severity: "error",
  what: "Every time of the frontmatter is ISO 8601 with two-digit fields, a date that exists and a zone.",
  why: "A time that can't be read would silently drop out of durations and reports, or be read in somebody's own zone.",
  fix: "Write it like `2025-01-15T02:30:00Z`, or with an offset such as `+01:00`.",
  check,
  praise: ({ fields }) => {
    const written = dated.filter((field) => fields[field] !== undefined);
    return written.length > 0 ? `All ${written.length} times can be read.` : undefined;
  },
};

const dated = [...timeFields, "due"] as const satisfies readonly (keyof IncidentFields)[];

function check({ fields, frontmatter }: RuleContext): readonly RuleFinding[] {
  return dated.flatMap((field) => {
    const written = fields[field];
    if (written === undefined || readInstant(written) !== undefined) return [];
    const span = frontmatter.spanOf(field);
    if (span === undefined) return [];
    const message = `Unexpected ${field} ${said(written)}, expected ${expectedOf(written)}`;
    const meant = timeMeantBy(written);
    if (meant === undefined) return [{ span, message }];
    return [{ span, message, fix: `Write \`${meant}\`.`, edit: { ...span, insert: meant } }];
  });
}
