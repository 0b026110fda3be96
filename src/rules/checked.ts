import { type Document, readDocument } from "../markdown/document.ts";
import type { Frontmatter } from "../markdown/frontmatter.ts";
import { placesOf, type Span } from "../markdown/text.ts";
import type { Config } from "../model/config.ts";
import type { Finding, FindingSeverity, Place } from "../model/finding.ts";
import { type Judged, levelOf, type Policy } from "../model/policy.ts";
import { type Disabled, sift } from "./disables.ts";
import type { RuleFinding } from "./rule.ts";

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

/** A rule of any kind of file. */
interface AnyRule<Context> {
  readonly name: string;
  readonly severity: Policy;
  readonly fix: string;
  readonly check: (context: Context) => readonly RuleFinding[];
  readonly praise?: (context: Context) => string | undefined;
}

interface AnyContext {
  readonly document: Document;
  readonly frontmatter: Frontmatter | undefined;
  readonly config: Config;
}

/** Asks every rule of a file that was read and that the config has not switched off, and sifts what its comments switch off. */
export function askEach<Context extends AnyContext>(
  rules: readonly AnyRule<Context>[],
  context: Context,
  judged: Judged,
): Checked {
  const { document, frontmatter } = context;
  const asked = rules.flatMap((rule) => ask(rule, context, judged));
  const findings = asked.flatMap((one) => one.findings);
  const names = { known: rules.map(({ name }) => name), asked: new Set(asked.map(({ rule }) => rule)) };
  const { kept, disabled, wrong } = sift(findings, names, document, frontmatter);
  const own = wrong.map((found) => findingOf(found, { name: "disable", level: "error", fix: "" }, document));
  return {
    path: document.path,
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

function ask<Context extends AnyContext>(rule: AnyRule<Context>, context: Context, judged: Judged): readonly Asked[] {
  const { config, document } = context;
  const policies: Readonly<Record<string, Policy | undefined>> = config.rules;
  const configured = Object.hasOwn(policies, rule.name) ? policies[rule.name] : undefined;
  const level = levelOf([configured, rule.severity], judged);
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

/** A file's tree, or why there is none. */
export function readOrSay(path: string, text: string): Document | Checked {
  const result = readDocument(path, text);
  if (result.kind !== "unread") return result.document;
  const place = { line: result.line, column: 1, endLine: result.line, endColumn: 1 };
  const message = `Unexpected ${result.reason}, expected Markdown that can be read`;
  return unreadable(path, place, message, "Shorten or remove it.");
}

/** What is said of a file whose frontmatter can't be read. */
export function brokenFields(path: string, text: string, { reason, at }: { reason: string; at: Span }): Checked {
  return unreadable(path, placesOf(text)(inside(at, text)), reason, "Correct the YAML between the two --- lines.");
}

/** What is said of a file that can't be read: an error of the pseudo-rule `readable`, which no config switches off. */
export function unreadable(path: string, place: Place, message: string, fix: string): Checked {
  const finding: Finding = { rule: "readable", severity: "error", path, place, message, fix };
  return { path, findings: [finding], good: [], unread: message };
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
