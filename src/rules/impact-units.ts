import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** Numbers of the impact say what they count, in a form that reports can add up. */
export const impactUnits: Rule = {
  name: "impact-units",
  severity: "warning",
  what: "Numbers under `impact:` are written in full, and money, shares and durations have their unit.",
  why: "Reports read these numbers: of `85k USD` they would take 85, and of `42500` nobody knows which currency it is.",
  fix: "Write numbers in full with their unit: `85000 USD`, `35%`, `45 min`, `1200`.",
  check,
};

type Judge = (name: string, value: string) => Verdict | undefined;

interface Verdict {
  readonly expected: string;
  /** What was meant, where there is no doubt about it. */
  readonly meant?: string;
}

const isMoney =
  /(?:^|_)(?:revenue|cost|costs|loss|losses|credits?|refunds?|fines?|penalt(?:y|ies)|money|damages?)(?:_|$)/;
const isShare = /(?:^|_)(?:availability|percent|percentage|share|uptime|error_rate|failure_rate|sla)$/;
const isCount =
  /(?:^|_)(?:customers?|users?|clients?|accounts?|tenants?|orders?|tickets?|transactions?|requests?|visitors?|sessions?|messages?|records?|rows)(?:_affected|_lost|_failed)?$/;
const isLength = /(?:^|_)(?:duration|downtime|outage|delay|lag|length)$/;

const scales: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mio: 1e6, mn: 1e6, b: 1e9, bn: 1e9 };
const currency = "(?:[A-Z]{3}|[$€£¥])";
const scaled = new RegExp(
  `^(?<before>${currency} ?)?(?<number>\\d{1,9}(?:\\.\\d{1,3})?) ?(?<scale>k|K|m|M|mn|mio|bn|B)(?![a-zA-Z])(?<after> ?${currency})?(?<rest>.{0,60})$`,
);

const judges: readonly Judge[] = [
  /** `85k USD`: what reads it stops at the letter. */
  (name, value) => {
    if (!isMoney.test(name) && !isCount.test(name)) return undefined;
    const { before = "", number = "", scale = "", after = "", rest = "" } = scaled.exec(value)?.groups ?? {};
    const by = scales[scale.toLowerCase()];
    if (by === undefined) return undefined;
    const full = String(Math.round(Number(number) * by));
    return { expected: "the number in full", meant: `${before}${full}${after}${rest}` };
  },
  /** `85.000 USD` and `1,5 hours`: a sign that is a point to some and a comma to others. */
  (name, value) => {
    if (!isMoney.test(name) && !isCount.test(name)) return undefined;
    if (/^\D{0,4}\d{1,3}(?:\.\d{3})+(?!\d)/.test(value)) return { expected: "no point between thousands" };
    return /^\D{0,4}\d{1,12},\d{1,2}(?!\d)/.test(value) ? { expected: "a point before decimals" } : undefined;
  },
  (name, value) =>
    isMoney.test(name) && isBare(value) && !/_(?:usd|eur|gbp|chf|jpy|cad|aud|percent|count)$/.test(name)
      ? { expected: `a currency, such as ${value} USD` }
      : undefined,
  (name, value) =>
    isShare.test(name) && isBare(value) ? { expected: `a share with its sign, such as ${shareOf(value)}` } : undefined,
  (name, value) =>
    isCount.test(name) && /^0?\.\d+$/.test(value)
      ? { expected: `a number, or a share such as ${shareOf(value)}` }
      : undefined,
  (name, value) =>
    isLength.test(name) && isBare(value) && value !== "0"
      ? { expected: `a duration with its unit, such as ${value} min` }
      : undefined,
  (name, value) =>
    (isCount.test(name) || isShare.test(name)) && Number(/^(\d{1,6}(?:\.\d{1,6})?) ?%/.exec(value)?.[1] ?? 0) > 100
      ? { expected: "a share of at most 100%" }
      : undefined,
  (name, value) =>
    (isCount.test(name) || isMoney.test(name) || isLength.test(name)) && /^[-−]\s?\D{0,4}\d/.test(value)
      ? { expected: "a number that is not below zero" }
      : undefined,
];

const isBare = (value: string): boolean => /^\d{1,15}(?:\.\d{1,6})?$/.test(value);

function shareOf(value: string): string {
  const number = Number(value);
  return `${number <= 1 ? Math.round(number * 10_000) / 100 : number}%`;
}

function check({ fields, frontmatter }: RuleContext): readonly RuleFinding[] {
  return Object.entries(fields.impact).flatMap(([key, value]) => {
    if (typeof value === "boolean") return [];
    const name = key.toLowerCase().replaceAll(/[\s-]/g, "_").slice(0, 80);
    const written = String(value).trim().slice(0, 200);
    const verdict = judges.map((judge) => judge(name, written)).find((one) => one !== undefined);
    const span = verdict && frontmatter.spanOf("impact", key);
    if (!span) return [];
    const message = `Unexpected impact ${said(key)} of ${said(written)}, expected ${verdict.expected}`;
    const { meant } = verdict;
    if (meant === undefined || !/^[\w .%()$€£¥-]+$/.test(meant)) return [{ span, message }];
    return [{ span, message, fix: `Write \`${meant}\`.`, edit: { ...span, insert: meant } }];
  });
}
