import { before } from "./before.ts";
import { blameWords, peopleSource } from "./blame-words.ts";
import { proseMatches } from "./prose-matches.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Nobody is called careless, stupid or to blame. Who is named beside a fault is `blameless-names`' business. */
export const blamelessWords: Rule = {
  name: "blameless-words",
  severity: "warning",
  what: "No words that judge people: careless, negligent, stupid, should have known, to blame and their like.",
  why: "Whoever fears to be judged hides what happened, and the next incident finds the same gap open.",
  fix: "Say what was known and done at that moment, and what in the system made it possible.",
  check,
};

const rows = blameWords.map(({ source, say }) => ({ say, whole: new RegExp(`^(?:${source})$`, "i") }));
const any = new RegExp(`\\b(?:${blameWords.map(({ source }) => `(?:${source})`).join("|")})\\b`, "gi");

/** Words that deny what follows: "this was not carelessness", "nobody is to blame". */
const denied =
  /\b(?:not|never|no|nor|neither|without|rather than|instead of|avoid(?:ing)?|nobody|no one|who(?:ever)?|what),?\s+(?:\w{1,20}\s+){0,2}$|n['’]t\s+(?:\w{1,20}\s+){0,2}$/i;

/** That a person should have seen something is hindsight; that an alert should have is a fault of the alert. */
const hindsight = /^should\S*\s+(?:have\s+)?(?:noticed|checked|caught|seen|tested|verified|asked)$/i;
const person = new RegExp(`(?:\\b(?:he|she)|@[\\w/.-]{1,80}|\\b${peopleSource})\\s+(?:\\w{1,20}\\s+)?$`, "i");
/** What can be technical: a page fault, fault tolerance. */
const technical = /^\s+(?:toleran|domain|injection|detection|line)/i;

function check({ document }: RuleContext): readonly RuleFinding[] {
  return proseMatches(document, any).flatMap(({ span, words }) => {
    const ahead = before(document, span.start);
    if (denied.test(ahead) || (hindsight.test(words) && !person.test(ahead))) return [];
    if (technical.test(document.text.slice(span.end, span.end + 20))) return [];
    const row = rows.find(({ whole }) => whole.test(words));
    return row ? [{ span, message: `Unexpected ${said(words)}, which judges people, expected ${row.say}` }] : [];
  });
}
