import type { Document } from "../../markdown/document.ts";
import type { Frontmatter } from "../../markdown/frontmatter.ts";
import type { RunbookField } from "../../markdown/runbook-fields.ts";
import type { Config } from "../../model/config.ts";
import type { Facts } from "../../model/facts.ts";
import type { FindingSeverity } from "../../model/finding.ts";
import type { RunbookRuleName } from "../../model/runbook-rule-names.ts";
import type { Instant } from "../../model/time.ts";
import type { RuleFinding } from "../rule.ts";

/** What a rule looks at: one runbook, read, and the facts around it. */
export interface RunbookContext {
  readonly document: Document;
  /** Undefined: the file has none, and all that it would say is missing. */
  readonly frontmatter: Frontmatter | undefined;
  /** The fields by their own names, as they are written: of any type. */
  readonly fields: Readonly<Record<RunbookField["name"], RunbookField>>;
  readonly config: Config;
  readonly now: Instant;
  /** Whatever is undefined there is no reason for a finding. */
  readonly facts: Facts;
  /** Who owns the file by CODEOWNERS, as written there; empty: nobody. Undefined: there is no CODEOWNERS, or nobody looked. */
  readonly owners: readonly string[] | undefined;
  /** Logins (without @) whose review approves the pull request as it is; undefined: there is none, or nobody looked. */
  readonly approvers: readonly string[] | undefined;
  readonly teams: Teams;
}

/** Members (logins without @) of teams, by `@org/team` in lower case; null or absent: nobody can tell. */
export type Teams = Readonly<Record<string, readonly string[] | null>>;

/** Something that must hold of a runbook. One rule, one file, one page in docs/runbook-rules. */
export interface RunbookRule {
  /** Kebab-case; the name in the config and the documentation. */
  readonly name: RunbookRuleName;
  /** Unless the config says otherwise. */
  readonly severity: FindingSeverity;
  /** What must hold, in one sentence. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Pure, and never throws: every document that can be parsed comes here. */
  readonly check: (context: RunbookContext) => readonly RuleFinding[];
}
