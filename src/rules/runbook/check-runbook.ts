import { readDocument } from "../../markdown/document.ts";
import { readFrontmatter } from "../../markdown/frontmatter.ts";
import { type RunbookField, runbookFields } from "../../markdown/runbook-fields.ts";
import { placesOf, type Span } from "../../markdown/text.ts";
import type { Config } from "../../model/config.ts";
import { type Facts, noFacts } from "../../model/facts.ts";
import { type Finding, fileStart, type Place } from "../../model/finding.ts";
import { levelOf } from "../../model/policy.ts";
import type { Instant } from "../../model/time.ts";
import type { Checked } from "../check-incident.ts";
import { allRunbookRules } from "./all-runbook-rules.ts";
import { readCodeOwners } from "./code-owners.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

/** A runbook as the host read it, and the facts around it. */
export interface RunbookFile {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  readonly now: Instant;
  readonly facts?: Facts;
  /** CODEOWNERS; undefined: there is none, or nobody looked. */
  readonly codeOwners?: string | undefined;
  /** Logins whose review approves the pull request; undefined: there is none, or nobody looked. */
  readonly approvers?: readonly string[] | undefined;
}

/**
 * Asks every rule of runbooks that the config has not switched off. Never throws for what a file holds: one that can't be
 * read is an error of the pseudo-rule `readable`, which no config switches off.
 */
export function checkRunbook(file: RunbookFile): Checked {
  const { path, text, config, now, facts = noFacts, approvers } = file;
  const read = readFrontmatter(text);
  if (read.kind === "broken") {
    return unreadable(
      path,
      placesOf(text)(inside(read.at, text)),
      read.reason,
      "Correct the YAML between the two --- lines.",
    );
  }
  const result = readDocument(path, text);
  if (result.kind === "unread") {
    const place = { ...fileStart, line: result.line, endLine: result.line };
    return unreadable(
      path,
      place,
      `Unexpected ${result.reason}, expected Markdown that can be read`,
      "Shorten or remove it.",
    );
  }
  const frontmatter = read.kind === "ok" ? read.frontmatter : undefined;
  const listed = runbookFields(frontmatter?.fields ?? {}, config.runbook.fields);
  const fields = Object.fromEntries(listed.map((field) => [field.name, field])) as Record<
    RunbookField["name"],
    RunbookField
  >;
  const owners = file.codeOwners === undefined ? undefined : readCodeOwners(file.codeOwners)(path);
  const context = { document: result.document, frontmatter, fields, config, now, facts, owners, approvers };
  const findings = allRunbookRules.flatMap((rule) => ask(rule, context)).toSorted(byPlace);
  return { path, findings, good: findings.length === 0 ? ["The runbook is complete, verified and approved."] : [] };
}

function ask(rule: RunbookRule, context: RunbookContext): readonly Finding[] {
  const { rules } = context.config;
  const configured = Object.hasOwn(rules, rule.name) ? rules[rule.name] : undefined;
  const severity = levelOf([configured, rule.severity], { severity: undefined, type: "" });
  if (severity === "off") return [];
  const { path, text, placeOf } = context.document;
  return rule.check(context).map((found) => ({
    rule: rule.name,
    severity: found.severity ?? severity,
    path,
    place: placeOf(inside(found.span, text)),
    message: found.message,
    fix: found.fix ?? rule.fix,
  }));
}

function unreadable(path: string, place: Place, message: string, fix: string): Checked {
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
