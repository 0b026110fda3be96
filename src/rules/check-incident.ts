import type { Document } from "../markdown/document.ts";
import { type Frontmatter, readFrontmatter } from "../markdown/frontmatter.ts";
import type { Config } from "../model/config.ts";
import { type Facts, noFacts } from "../model/facts.ts";
import { readFields } from "../model/fields.ts";
import { fileStart } from "../model/finding.ts";
import type { Instant } from "../model/time.ts";
import { allRules } from "./all.ts";
import { askEach, brokenFields, type Checked, readOrSay, unreadable } from "./checked.ts";
import type { RuleContext } from "./rule.ts";

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

/**
 * Asks every rule that the config has not switched off. Never throws for what a file holds: a file or frontmatter
 * that can't be read is an error of the pseudo-rule `readable`, which no config switches off.
 */
export function checkIncident(file: IncidentFile): Checked {
  const { path, text } = file;
  // Frontmatter first: the tree of a file whose fields can't be read is not worth its time.
  const fields = readFrontmatter(text);
  if (fields.kind === "broken") return brokenFields(path, text, fields);
  if (fields.kind === "none") {
    const message = "Unexpected file without frontmatter, expected --- on its first line";
    const fix = "Begin the file with the incident's fields between two lines of ---.";
    return unreadable(path, fileStart, message, fix);
  }
  const document = readOrSay(path, text);
  return "findings" in document ? document : askRules(file, document, fields.frontmatter);
}

/** Asks every rule of a file that was read. */
export function askRules(file: IncidentFile, document: Document, frontmatter: Frontmatter): Checked {
  const { facts = noFacts } = file;
  const context: RuleContext = { ...file, facts, document, frontmatter, fields: readFields(frontmatter.fields) };
  return askEach(allRules, context, context.fields);
}
