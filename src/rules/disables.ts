import type { Document } from "../markdown/document.ts";
import type { Frontmatter } from "../markdown/frontmatter.ts";
import { sayOr } from "../model/expected.ts";
import type { Finding } from "../model/finding.ts";
import { nearest } from "../model/nearest.ts";
import { type Directive, readDirectives } from "./directives.ts";
import type { RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** A rule that a person switched off for a line or the file, with the reason. */
export interface Disabled {
  readonly rule: string;
  /** Of the comment; counts from 1. */
  readonly line: number;
  readonly reason: string;
  /** How many findings are not reported because of it. */
  readonly findings: number;
}

export interface Sifted {
  readonly kept: readonly Finding[];
  readonly disabled: readonly Disabled[];
  /** What is wrong with the comments themselves. */
  readonly wrong: readonly RuleFinding[];
}

const verbs = ["disable-next-line", "disable-file"];
const usage = "Write `<!-- gitcident-disable-next-line rule: reason -->`, or `disable-file` for the whole file.";

/** One rule of one directive that has an effect. */
interface Switch {
  readonly directive: Directive;
  readonly rule: string;
}

/** The rules that there are for a kind of file, and those of them that were asked of one. */
interface Names {
  readonly known: readonly string[];
  readonly asked: ReadonlySet<string>;
}

/** Takes out the findings that people switched off with a reason. */
export function sift(
  findings: readonly Finding[],
  { known, asked }: Names,
  document: Document,
  frontmatter: Frontmatter | undefined,
): Sifted {
  const directives = readDirectives(document.text, frontmatter);
  if (directives.length === 0) return { kept: findings, disabled: [], wrong: [] };
  const wrong: RuleFinding[] = [];
  const switches: Switch[] = [];
  for (const directive of directives) {
    const faults = faultsOf(directive, known);
    wrong.push(...faults);
    if (!verbs.includes(directive.verb) || !/[\p{L}\p{N}]/u.test(directive.reason)) continue;
    for (const rule of new Set(directive.rules)) if (known.includes(rule)) switches.push({ directive, rule });
  }
  const counts = switches.map(() => 0);
  const kept = findings.filter((finding) => {
    const index = switches.findIndex((one) => covers(one, finding));
    if (index === -1) return true;
    counts[index] = (counts[index] ?? 0) + 1;
    return false;
  });
  const disabled: Disabled[] = [];
  for (const [index, { directive, rule }] of switches.entries()) {
    const line = document.placeOf(directive.span).line;
    const count = counts[index] ?? 0;
    if (count > 0) disabled.push({ rule, line, reason: directive.reason, findings: count });
    else if (asked.has(rule)) wrong.push(unused(directive, rule));
  }
  return { kept, disabled, wrong };
}

function covers({ directive, rule }: Switch, finding: Finding): boolean {
  return finding.rule === rule && (directive.verb === "disable-file" || directive.next === finding.place.line);
}

function faultsOf({ verb, rules, reason, span }: Directive, known: readonly string[]): readonly RuleFinding[] {
  if (!verbs.includes(verb)) {
    const meant = nearest(verb, verbs) ?? verbs.find((one) => one.startsWith(verb));
    const expected = meant === undefined ? sayOr(verbs.map((one) => `gitcident-${one}`)) : `gitcident-${meant}`;
    return [{ span, message: `Unexpected comment ${said(`gitcident-${verb}`)}, expected ${expected}`, fix: usage }];
  }
  const found: RuleFinding[] = rules.flatMap((rule) => {
    if (known.includes(rule)) return [];
    if (rule === "readable" || rule === "disable") {
      const fix = "Remove the comment: what can't be read can't be checked.";
      return [
        { span, message: `Unexpected ${said(rule)} in a comment, expected a rule that can be switched off`, fix },
      ];
    }
    const meant = nearest(rule, known);
    const expected = meant === undefined ? "a rule for this kind of file" : said(meant);
    return [{ span, message: `Unexpected rule ${said(rule)} in a comment, expected ${expected}`, fix: usage }];
  });
  if (rules.length === 0)
    found.push({ span, message: "Unexpected comment without a rule, expected its name", fix: usage });
  if (!/[\p{L}\p{N}]/u.test(reason)) {
    const message = "Unexpected comment without a reason, expected why the rule does not hold here";
    found.push({ span, message, fix: usage });
  }
  return found;
}

function unused({ span, verb }: Directive, rule: string): RuleFinding {
  const where = verb === "disable-file" ? "this file" : "the next line";
  return {
    span,
    severity: "warning",
    message: `Unexpected comment about ${said(rule)}, expected a finding of it in ${where}`,
    fix: "Remove the comment.",
  };
}
