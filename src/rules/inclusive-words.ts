import { equalityWords } from "./equality-words.ts";
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
  check: ({ document }: RuleContext) => {
    known ??= readWords();
    const { pattern, others } = known;
    const judged = new Map<string, Judged>();
    return proseMatches(document, pattern).map(({ span, words }): RuleFinding => {
      const { message, insert } = judged.get(words) ?? judge(words, others);
      judged.set(words, { message, insert });
      return { span, message, ...(insert !== undefined && { edit: { ...span, insert } }) };
    });
  },
};

/**
 * What to write instead where retext-equality's own word would not fit what happens to systems: these are offered as an
 * edit. The library's are only said, for they fit in some cases.
 */
export const ownWords: Readonly<Record<string, string>> = {
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

interface Words {
  readonly pattern: RegExp;
  /** By the phrase in lower case. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Read once somebody asks, and not when a program starts. */
let known: Words | undefined;

function readWords(): Words {
  const others = new Map<string, readonly string[]>();
  for (const line of equalityWords.split("\n")) {
    const [phrases = "", instead = ""] = line.split(" = ");
    for (const phrase of phrases.split("|")) others.set(phrase, instead.split("|"));
  }
  return { pattern: new RegExp(`\\b(?<![./@-])(?:${sourceOf([...others.keys()])})(?![\\w/-]|\\.\\w)`, "gi"), others };
}

/** One pattern of many phrases, by their first letters: a quarter of the time of a list of them. The longest come first. */
function sourceOf(phrases: readonly string[]): string {
  const rests = new Map<string, string[]>();
  for (const phrase of phrases.toSorted((a, b) => b.length - a.length)) {
    const source = phrase.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
    rests.set(source.charAt(0), [...(rests.get(source.charAt(0)) ?? []), source.slice(1)]);
  }
  return Array.from(rests, ([first, rest]) => `${first}(?:${rest.join("|")})`).join("|");
}

/** What is said of a word wherever it stands. */
interface Judged {
  readonly message: string;
  readonly insert: string | undefined;
}

function judge(words: string, others: Words["others"]): Judged {
  const phrase = words.toLowerCase().replaceAll(/\s+/g, " ");
  const isUpper = /^\p{Lu}/u.test(words);
  const as = (other: string): string => (isUpper ? other.charAt(0).toUpperCase() + other.slice(1) : other);
  const own = Object.hasOwn(ownWords, phrase) ? ownWords[phrase] : undefined;
  const expected = own === undefined ? (others.get(phrase) ?? []) : [own];
  return {
    message: `Unexpected ${said(words)}, expected e.g. ${expected.map((other) => said(as(other))).join(" or ")}`,
    insert: own === undefined ? undefined : as(own),
  };
}
