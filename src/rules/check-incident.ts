import { type Document, readDocument } from "../markdown/document.ts";
import { type Frontmatter, type FrontmatterResult, readFrontmatter } from "../markdown/frontmatter.ts";
import { placesOf, type Span } from "../markdown/text.ts";
import type { Config } from "../model/config.ts";
import { type Facts, noFacts } from "../model/facts.ts";
import { readFields } from "../model/fields.ts";
import type { Finding, FindingSeverity, Place } from "../model/finding.ts";
import { levelOf } from "../model/policy.ts";
import type { Instant } from "../model/time.ts";
import { allRules } from "./all.ts";
import { type Disabled, sift } from "./disables.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";

/** An incident file as the host read it, and the facts around it. */
export interface IncidentFile {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  readonly now: Instant;
  /** Liquid templates by their name below the templates folder. */
  readonly templates: Readonly<Record<string, string>>;
  /** What is known of the repository around the file; left out: nothing. */
  readonly facts?: Facts;
}

/** What holds of one file and what does not. */
export interface Checked {
  readonly path: string;
  /** By line, then column, then rule. */
  readonly findings: readonly Finding[];
  /** What is done well, one sentence each. */
  readonly good: readonly string[];
  /** What people switched off in the file, with their reasons. */
  readonly disabled?: readonly Disabled[];
  /** Why the rules could not be asked. The findings say it too. */
  readonly unread?: string;
}

/**
 * Asks every rule that the config has not switched off. Never throws for what a file holds: a file or frontmatter
 * that can't be read is an error of the pseudo-rule `readable`, which no config switches off.
 */
export function checkIncident(file: IncidentFile): Checked {
  const { path, text } = file;
  // Frontmatter first: the tree of a file whose fields can't be read is not worth its time.
  const fields = readFrontmatter(text);
  if (fields.kind !== "ok") {
    const { message, fix, at } = brokenFrontmatter(fields);
    return unreadable(path, placesOf(text)(inside(at, text)), message, fix);
  }
  const result = readDocument(path, text);
  if (result.kind === "unread") {
    const place = { line: result.line, column: 1, endLine: result.line, endColumn: 1 };
    const message = `Unexpected ${result.reason}, expected Markdown that can be read`;
    return unreadable(path, place, message, "Shorten or remove it.");
  }
  return askRules(file, result.document, fields.frontmatter);
}

/** Asks every rule of a file that was read. */
export function askRules(file: IncidentFile, document: Document, frontmatter: Frontmatter): Checked {
  const { facts = noFacts } = file;
  const context: RuleContext = { ...file, facts, document, frontmatter, fields: readFields(frontmatter.fields) };
  const asked = allRules.flatMap((rule) => ask(rule, context));
  const findings = asked.flatMap((one) => one.findings);
  const names = new Set<string>(asked.map(({ rule }) => rule));
  const { kept, disabled, wrong } = sift(findings, names, context, frontmatter);
  const own = wrong.map((found) => findingOf(found, { name: "disable", level: "error", fix: "" }, document));
  return {
    path: file.path,
    findings: [...kept, ...own].toSorted(byPlace),
    good: asked.flatMap(({ praise }) => praise ?? []),
    ...(disabled.length > 0 && { disabled }),
  };
}

interface Asked {
  readonly rule: string;
  readonly findings: readonly Finding[];
  readonly praise: string | undefined;
}

function ask(rule: Rule, context: RuleContext): readonly Asked[] {
  const { config, document, fields } = context;
  const configured = Object.hasOwn(config.rules, rule.name) ? config.rules[rule.name] : undefined;
  const level = levelOf([configured, rule.severity], fields);
  if (level === "off") return [];
  const findings = rule.check(context).map((found) => findingOf(found, { ...rule, level }, document));
  return [{ rule: rule.name, findings, praise: findings.length === 0 ? rule.praise?.(context) : undefined }];
}

function findingOf(
  { span, message, severity, fix, edit }: RuleFinding,
  rule: { readonly name: string; readonly level: FindingSeverity; readonly fix: string },
  { path, text, placeOf }: Document,
): Finding {
  return {
    rule: rule.name,
    severity: severity ?? rule.level,
    path,
    place: placeOf(inside(span, text)),
    message,
    fix: fix ?? rule.fix,
    ...(edit && { edit: { place: placeOf(inside(edit, text)), text: edit.insert } }),
  };
}

function unreadable(path: string, place: Place, message: string, fix: string): Checked {
  return {
    path,
    findings: [{ rule: "readable", severity: "error", path, place, message, fix }],
    good: [],
    unread: message,
  };
}

function brokenFrontmatter(result: Exclude<FrontmatterResult, { kind: "ok" }>): {
  readonly message: string;
  readonly fix: string;
  readonly at: Span;
} {
  if (result.kind === "broken") {
    return { message: result.reason, fix: "Correct the YAML between the two --- lines.", at: result.at };
  }
  return {
    message: "Unexpected file without frontmatter, expected --- on its first line",
    fix: "Begin the file with the incident's fields between two lines of ---.",
    at: { start: 0, end: 0 },
  };
}

/** A span that lies in the text, whatever a parser made of its end. */
function inside({ start, end }: Span, text: string): Span {
  const from = Math.min(Math.max(0, start), text.length);
  return { start: from, end: Math.min(Math.max(from, end), text.length) };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    a.place.line - b.place.line || a.place.column - b.place.column || (a.rule < b.rule ? -1 : Number(a.rule > b.rule))
  );
}
