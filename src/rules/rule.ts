import type { Document } from "../markdown/document.ts";
import type { Frontmatter } from "../markdown/frontmatter.ts";
import type { Span, Splice } from "../markdown/text.ts";
import type { Config } from "../model/config.ts";
import type { Facts } from "../model/facts.ts";
import type { IncidentFields } from "../model/fields.ts";
import type { Policy } from "../model/policy.ts";
import type { RuleName } from "../model/rule-names.ts";
import type { Instant } from "../model/time.ts";

/** What a rule looks at: one incident file, read, and the facts around it. */
export interface RuleContext {
  readonly document: Document;
  readonly frontmatter: Frontmatter;
  /** The frontmatter field by field: what a person mistyped is undefined or its default. */
  readonly fields: IncidentFields;
  readonly config: Config;
  readonly now: Instant;
  /** Liquid templates by their name below the templates folder, e.g. `postmortem.md`. */
  readonly templates: Readonly<Record<string, string>>;
  /** What is known of the repository around the file. Whatever is undefined there is no reason for a finding. */
  readonly facts: Facts;
}

/** One place at which a rule does not hold. */
export interface RuleFinding {
  readonly span: Span;
  /** *Unexpected X, expected Y*, in one sentence. */
  readonly message: string;
  /** What to do about this one; the rule's own fix where it says nothing. */
  readonly fix?: string;
  /** Advice although the rule blocks. A rule that is advice stays advice. */
  readonly severity?: "warning";
  /** The change that mends it, where a machine can make one: a reviewer is offered it as a suggestion. */
  readonly edit?: Splice;
}

/** Something that must hold of an incident file. One rule, one file, one page in docs/rules. */
export interface Rule {
  /** Kebab-case; the name in the config, the file and the documentation. */
  readonly name: RuleName;
  /** Unless the config says otherwise: one word, or by severity and type of the incident. */
  readonly severity: Policy;
  /** What must hold, in one sentence. */
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** Pure, and never throws: every document that can be parsed comes here. */
  readonly check: (context: RuleContext) => readonly RuleFinding[];
  /** What is done well, said when the rule found nothing; undefined when it had nothing to look at. */
  readonly praise?: (context: RuleContext) => string | undefined;
}
