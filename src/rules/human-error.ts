import { sectionOf } from "../markdown/section-names.ts";
import { before } from "./before.ts";
import { isOver } from "./needs-postmortem.ts";
import { proseMatches } from "./prose-matches.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** That people err is where the search for a cause begins. */
export const humanError: Rule = {
  name: "human-error",
  severity: "error",
  what: "Human error is not a cause: not in `causes`, not as the root cause; elsewhere the words are advised against.",
  why: "People err every day without an incident. A cause is what made this error possible and let it through.",
  fix: "Ask what made the error easy to make and hard to see, and write that.",
  check,
};

const words = "(?:human|operator|pilot|personal|people|manual)\\s+(?:error|mistake|failure)s?";
const anywhere = new RegExp(`\\b${words}(?!\\s+(?:rate|handling|messages?|budget|codes?|pages?)\\b)`, "gi");
const whole = new RegExp(
  `^\\W{0,5}(?:(?:a|an|pure|simple|due to|caused by|because of|the|was|root cause)[\\s:]+){0,3}${words}\\b[^\\n]{0,40}$`,
  "i",
);

/** Words that speak of errors without making one the cause. */
const denied =
  /\b(?:not|never|no|nor|without|rather than|instead of|beyond|behind|against|risk of|prone to|avoid(?:ing|s)?|prevent(?:ing|s)?|reduc(?:e|es|ed|ing)|eliminat(?:e|es|ed|ing)|minimi[sz](?:e|es|ed|ing)|chance of|chances of|room for|potential for|possibility of|likelihood of|probability of|susceptible to|mitigat(?:e|es|ing)|catch(?:es|ing)?|detect(?:s|ing)?|any|possible|potential)\s+(?:\w{1,20}\s+){0,2}$|n['’]t\s+(?:\w{1,20}\s+){0,2}$/i;

function check(context: RuleContext): readonly RuleFinding[] {
  const { document, fields, frontmatter } = context;
  const over = isOver(context);
  const named = fields.causes.flatMap((cause, index): readonly RuleFinding[] => {
    const span = over && whole.test(cause) ? frontmatter.spanOf("causes", index) : undefined;
    return span ? [{ span, message: `Unexpected cause ${said(cause)}, expected what made the error possible` }] : [];
  });
  const root = sectionOf(document, "Root cause", context.config);
  const told = proseMatches(document, anywhere).flatMap(({ span, words: found }): readonly RuleFinding[] => {
    const ahead = before(document, span.start);
    if (denied.test(ahead)) return [];
    const isCause = over && root !== undefined && root.start <= span.start && span.end <= root.end;
    const line = lineAt(document.text, span.start);
    const message = `Unexpected ${said(found)}${isCause ? " as the root cause" : ""}, expected what made it possible and let it through`;
    return [{ span, message, ...(isCause && whole.test(line) ? {} : { severity: "warning" as const }) }];
  });
  return [...named, ...told];
}

/** The line around an offset, without its bullet, as far as 200 characters reach. */
function lineAt(text: string, offset: number): string {
  const from = Math.max(0, offset - 200);
  // A line may be as long as the file: nobody looks for its ends again and again.
  const near = text.slice(from, offset + 200);
  const start = near.lastIndexOf("\n", offset - from - 1) + 1;
  const end = near.indexOf("\n", offset - from);
  return near.slice(start, end === -1 ? near.length : end);
}
