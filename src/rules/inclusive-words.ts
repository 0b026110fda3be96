import { proseMatches } from "./prose-matches.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Words that leave nobody out. Those that judge a person's work are `blameless-words`' business. */
export const inclusiveWords: Rule = {
  name: "inclusive-words",
  severity: "warning",
  what: "No words that hurt where others say the same: blacklist, slave, man hours, sanity check, crazy and their like.",
  why: "A record is read by everybody who joins; a word that hurts one of them says that they were not thought of.",
  fix: "Take the other word; what is a name in a system goes into a code span, where nobody looks.",
  check: ({ document }: RuleContext) => proseMatches(document, any).map(({ span, words }) => judge(span, words)),
};

/**
 * Out of retext-equality's 425 patterns those that have no meaning of their own in operations: `host`, `hang`, `master`,
 * `simple` and `invalid` are left alone. test/rules/inclusive-words.test.ts holds that retext-equality finds each of them.
 */
export const otherWords: Readonly<Record<string, string>> = {
  blacklist: "blocklist",
  "black list": "blocklist",
  blacklisted: "blocklisted",
  blacklisting: "blocklisting",
  whitelist: "allow list",
  "white list": "allow list",
  whitelisted: "allow-listed",
  whitelisting: "allow-listing",
  slave: "replica",
  slaves: "replicas",
  manhour: "hour of work",
  "man hour": "hour of work",
  manhours: "hours of work",
  "man hours": "hours of work",
  manpower: "staff",
  manned: "staffed",
  middleman: "intermediary",
  manmade: "artificial",
  mankind: "humankind",
  grandfathered: "exempt",
  "grandfather clause": "legacy clause",
  "sanity check": "check",
  crazy: "surprising",
  insane: "extreme",
  insanely: "extremely",
  insanity: "confusion",
  lunacy: "confusion",
  nuts: "unreasonable",
  lame: "weak",
  crippled: "impaired",
  cripple: "impair",
  guys: "folks",
  dudes: "folks",
  chairman: "chair",
  retarded: "delayed",
  spaz: "twitch",
  schizophrenic: "contradictory",
  "blind to": "unaware of",
  "deaf to": "unaware of",
  powwow: "meeting",
  "man the phones": "answer the phones",
  "pull the trigger": "take action",
};

const any = new RegExp(
  `(?<![\\w./@-])(?:${Object.keys(otherWords)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(" ", "\\s+"))
    .join("|")})(?![\\w/-]|\\.\\w)`,
  "gi",
);

function judge(span: RuleFinding["span"], words: string): RuleFinding {
  const other = otherWords[words.toLowerCase().replaceAll(/\s+/g, " ")] ?? "";
  const capital = /^\p{Lu}/u.test(words) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
  return {
    span,
    message: `Unexpected ${said(words)}, expected e.g. ${said(capital)}`,
    edit: { ...span, insert: capital },
  };
}
