import type { Span } from "../markdown/text.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** A record names nobody's address, number or card: customers above all did not agree to stand in one. */
export const personalData: Rule = {
  name: "personal-data",
  severity: "warning",
  what: "No e-mail address, phone number or card number of a person stands in the file, nor a customer's IP address.",
  why: "A record is kept for good and copied with every clone, where the right to be forgotten can't be kept.",
  fix: "Write who it was in general words (`a customer in Berlin`), or the id that your own systems know; name colleagues as @login.",
  check,
};

interface Kind {
  readonly name: string;
  /** What every match holds, found sooner. */
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly holds: (words: string, text: string, at: number) => boolean;
  readonly shown: (words: string) => string;
}

/** Mailboxes that belong to a role, or to nobody. */
const shared =
  /^(?:[\w.+-]*(?:no-?reply|do-?not-?reply)[\w.+-]*|git|hg|svn|root|admin|administrator|support|help(?:desk)?|info|contact|hello|security|abuse|postmaster|hostmaster|webmaster|noc|ops|sre|dev(?:ops|s)?|infra(?:structure)?|oncall|on-call|team|alerts?|alerting|monitoring|status|press|sales|billing|legal|privacy|incidents?|users?|user\d+|test(?:s|er|ing)?|test[\w.+-]*|example|foo|bar|me|you|jane\.doe|john\.doe|jdoe|name|someone|somebody|[\w.+-]*(?:-users|-dev|-announce|-list|-team|-ops|bot))$/i;
const unreal =
  /(?:^|\.)(?:noreply\.[\w.]{1,60}|example(?:\.\w+)?|test|invalid|localhost|local|lan|internal|intranet|svc|cluster|service|socket|timer|target|mount|png|jpe?g|svg|gif|md|ya?ml|json|js|ts|py|sh|git)$/i;

const kinds: readonly Kind[] = [
  {
    name: "e-mail address",
    hint: /[\w%+-]@[\w-]{1,63}\./,
    pattern: /(?<![\w.%+/:@-])[A-Za-z0-9][\w.%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w@:/-])/g,
    holds: (words) => {
      const [name = "", domain = ""] = words.split("@");
      return !shared.test(name) && !unreal.test(domain);
    },
    shown: (words) => `${words[0]}…${words.slice(words.indexOf("@"))}`,
  },
  {
    name: "phone number",
    hint: /\+[1-9]\d{0,2}[ .(-]?/,
    // International form only: anything looser is a number of something else. 555-01xx is nobody's.
    pattern: /(?<![\w+.:/=-])\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){2,4}(?![\w:%-])/g,
    holds: (words) => {
      const digits = words.replaceAll(/\D/g, "");
      return digits.length >= 10 && digits.length <= 15 && /[ .()-]/.test(words) && !/555-?01\d\d$/.test(words);
    },
    shown: (words) => `${words.slice(0, 4)}…`,
  },
  {
    name: "card number",
    hint: /\d{4}[ -]?\d{4}[ -]?\d{4}/,
    pattern: /(?<![\w.-])[3-6]\d{3}(?:[ -]?)\d{4}(?:[ -]?)\d{4}(?:[ -]?)\d{4}(?![\w.-])/g,
    holds: (words) => passesLuhn(words.replaceAll(/\D/g, "")),
    shown: (words) => `${words.slice(0, 4)}…`,
  },
  {
    name: "customer's IP address",
    hint: /\d\.\d{1,3}\.\d{1,3}\.\d/,
    pattern: /(?<![\w.:/-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.:/-])/g,
    // Servers have addresses too: only one that is said to be a customer's is personal.
    holds: (words, text, at) =>
      isPublic(words) &&
      /\b(?:customer|client|visitor|subscriber|user)(?:['’]s|s['’])?\s+(?:\w{1,20}\s+){0,2}$/i.test(
        text.slice(Math.max(0, at - 50), at),
      ),
    shown: (words) => words.replace(/\.\d+\.\d+$/, ".…"),
  },
];

function check({ document: { text } }: RuleContext): readonly RuleFinding[] {
  return kinds.flatMap(({ name, hint, pattern, holds, shown }) =>
    Array.from(hint.test(text) ? text.matchAll(pattern) : []).flatMap((match): readonly RuleFinding[] => {
      const [words] = match;
      if (!holds(words, text, match.index)) return [];
      const span: Span = { start: match.index, end: match.index + words.length };
      return [{ span, message: `Unexpected ${name} ${said(shown(words))}, expected no personal data in a record` }];
    }),
  );
}

/** The check digit of card numbers: ISO/IEC 7812-1, annex B (Luhn). */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0 && new Set(digits).size > 2;
}

/** Whether an IPv4 address can be anybody's: not private, local, shared or for documentation (RFC 6890). */
function isPublic(address: string): boolean {
  const [a = 0, b = 0, c = 0, d = 0] = address.split(".").map(Number);
  if ([a, b, c, d].some((part) => part > 255) || a === 0 || a === 10 || a === 127 || a >= 224) return false;
  if ((a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168) || (a === 169 && b === 254)) return false;
  if (a === 100 && b >= 64 && b < 128) return false;
  const block = `${a}.${b}.${c}`;
  return !["192.0.2", "198.51.100", "203.0.113", "192.0.0"].includes(block);
}
