import { before } from "./before.ts";
import { peopleSource } from "./blame-words.ts";
import { proseMatches } from "./prose-matches.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** A fault has no name beside it. What people saw and did is told with their names. */
export const blamelessNames: Rule = {
  name: "blameless-names",
  severity: "warning",
  what: "No person is named beside a failure: not `@alice broke`, `Bob forgot to` or `the engineer failed to notice`.",
  why: "A name turns a gap in the system into somebody's shame, and the gap stays for whoever comes next.",
  fix: "Make the change, tool or step the subject: `the deploy of 02:10 broke`, `nothing reminded of`, `the check did not show`.",
  check,
};

const adverb = "(?:(?:had|has|have|then|also|simply|just|again|inadvertently|unintentionally)\\s+){0,2}";

/** What only a mind does wrong. */
const mind =
  "(?:forgot|forgotten|neglected\\s+to|overlooked|misread|mistyped|misremembered|misunderstood|botched|made\\s+(?:a|the|an)\\s+(?:\\w{1,20}\\s+)?(?:mistake|error)|(?:did\\s+not|didn['’]t|failed\\s+to)\\s+(?:notice|reali[sz]e|think|check|verify|remember|read|bother|double-check|pay\\s+attention))";
/** What reads as blame once its subject is a person. */
const fault =
  "(?:broke|crashed|took\\s+down|brought\\s+down|caused|ignored|missed|messed\\s+up|screwed\\s+up|misconfigured|wrongly|mistakenly|accidentally|carelessly|failed\\s+to(?!\\s+(?:reproduce|connect|reach|find|log|ssh|access|restart|start|restore|recover|get|load|open))|should(?:\\s+have|['’]ve)|(?:pushed|ran|deleted|merged|deployed)\\s+the\\s+wrong)";

const login = "@[A-Za-z0-9][\\w-]{0,38}(?:/[\\w.-]{1,80})?";
const mark = "[*_`]{0,2}";
/** `Bob, who forgot to …` */
const who = "(?:,?\\s{1,3}who)?";
const role = `(?:[Tt]he|[Aa]n?|[Oo]ur|[Oo]ne)\\s+(?:(?:on-?call|junior|senior|new|same|other)\\s+){0,2}${peopleSource}`;

const named = new RegExp(
  [
    `(?<![\\w/.@-])(?<login>${login})${mark}${who}\\s+${adverb}(?<did>${mind}|${fault})\\b`,
    `\\b(?<role>${role}|[Hh]e|[Ss]he)${who}\\s+${adverb}(?<slip>${mind}|(?:accidentally|mistakenly|carelessly|wrongly)\\b)`,
    `(?<![\\w/.@-])(?<name>[A-Z][a-z]{1,20}(?:\\s+[A-Z][a-z]{1,20})?)${mark}${who}\\s+${adverb}(?<forgot>${mind})\\b`,
    `\\b(?:broken|caused|misconfigured|botched)\\s+by\\s+(?<by>${login})`,
    `(?<![\\w/.@-])(?<whose>${login})['’]s\\s+(?:own\\s+)?(?:mistake|error|fault|carelessness|negligence|blunder)\\b`,
  ].join("|"),
  "g",
);

/** Words that begin a sentence with a capital and name nobody. */
const nobody =
  /^(?:We|They|It|This|That|These|Those|Which|Who|What|There|Nobody|Somebody|Someone|Everyone|Everybody|Anyone|One|No|None|Some|Many|Most|All|Both|People|Users?|Customers?|Clients?|Team|Teams|Engineers?|Developers?|Operators?|Reviewers?|Tests?|Monitoring|Alerts?|Alerting|Automation|Script|System|Service|Server|Node|Jenkins|Git|Hub|Kubernetes|Terraform|Ansible|Puppet|Chef|Docker|Prometheus|Grafana|Code|Also|However|Then|And|But|So|If|When|Because|Since|While|Although|Additionally|Unfortunately|Initially|Later|Finally|Previously|Not|You|The|Our|An?|In|On|At|For|As|With|After|Before|During)\b/;

const denied = /\b(?:not|never|no|nobody|if|unless|whether|could|would|might|may|when)\s+(?:\w{1,20}\s+){0,2}$/i;

/** How the same is told of a system: by what is said to have failed. */
const instead: readonly (readonly [RegExp, string])[] = [
  [/forgot|neglected|remember/i, "nothing reminded of …"],
  [/overlooked|missed|notice|reali[sz]e|attention/i, "… was easy to miss, because …"],
  [/ignored/i, "the alert looked like many that meant nothing"],
  [/misread|mistyped|misremembered|misunderstood/i, "… reads like …"],
  [/accidentally|mistakenly|wrongly|carelessly|the\s+wrong|mistake|error|blunder|botched/i, "nothing asked before …"],
  [/failed\s+to|should|did/i, "no step made sure that …"],
  [/broke|broken|crashed|down|caused|misconfigured|up/i, "the change broke …, and no test showed it"],
];

function check({ document }: RuleContext): readonly RuleFinding[] {
  return proseMatches(document, named).flatMap(({ span, words, groups }) => {
    if (groups["name"] !== undefined && nobody.test(groups["name"])) return [];
    if (denied.test(before(document, span.start))) return [];
    const say = instead.find(([pattern]) => pattern.test(words))?.[1] ?? "nothing stopped …";
    const message = `Unexpected person beside a failure in ${said(words)}, expected what made it possible, e.g. \`${say}\``;
    return [{ span, message }];
  });
}
