import { readCodeOwners } from "../../markdown/code-owners.ts";
import { readFrontmatter } from "../../markdown/frontmatter.ts";
import { type RunbookField, runbookFields } from "../../markdown/runbook-fields.ts";
import type { Config } from "../../model/config.ts";
import { type Facts, noFacts } from "../../model/facts.ts";
import type { Instant } from "../../model/time.ts";
import { askEach, brokenFields, type Checked, readOrSay } from "../checked.ts";
import { allRunbookRules } from "./all-runbook-rules.ts";
import type { RunbookContext, Teams } from "./runbook-rule.ts";

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
  /** Members of teams, by `@org/team` in lower case; null or absent: nobody can tell. */
  readonly teams?: Teams;
}

/**
 * Asks every rule of runbooks that the config has not switched off. Never throws for what a file holds: one that can't be
 * read is an error of the pseudo-rule `readable`, which no config switches off.
 */
export function checkRunbook(file: RunbookFile): Checked {
  const { path, text, config, now, facts = noFacts, approvers, teams = {} } = file;
  const read = readFrontmatter(text);
  if (read.kind === "broken") return brokenFields(path, text, read);
  const document = readOrSay(path, text);
  if ("findings" in document) return document;
  const frontmatter = read.kind === "ok" ? read.frontmatter : undefined;
  const listed = runbookFields(frontmatter?.fields ?? {}, config.runbook.fields);
  const fields = Object.fromEntries(listed.map((field) => [field.name, field])) as Record<
    RunbookField["name"],
    RunbookField
  >;
  const owners = file.codeOwners === undefined ? undefined : readCodeOwners(file.codeOwners)(path);
  const context: RunbookContext = { document, frontmatter, fields, config, now, facts, owners, approvers, teams };
  const checked = askEach(allRunbookRules, context, { severity: undefined, type: "" });
  const holds = checked.findings.length === 0 && checked.disabled === undefined;
  return { ...checked, good: holds ? ["The runbook is complete, verified and approved."] : [] };
}
