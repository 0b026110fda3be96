import type { z } from "zod";
import { readSeverity } from "../model/config.ts";
import { sayExpected } from "../model/expected.ts";
import { incidentSchema } from "../model/incident.ts";
import { nearest, slipsBetween } from "../model/nearest.ts";
import { fieldMeantBy } from "./field-names.ts";
import { frontmatterStart } from "./frontmatter-start.ts";
import type { Rule, RuleContext, RuleFinding } from "./rule.ts";
import { said } from "./said.ts";

/** The fields have the names and types that commands, labels and reports read. */
export const frontmatterSchema: Rule = {
  name: "frontmatter-schema",
  severity: "error",
  what: "The frontmatter has the fields of schema/incident.json, each once and of its type.",
  why: "Labels, reminders and reports read these fields: a mistyped one is silently not counted.",
  fix: "Correct the field as schema/incident.json describes it.",
  check: (context) => [
    ...duplicates(context),
    ...mistyped(context),
    ...logins(context),
    ...unknown(context),
    ...unlisted(context),
  ],
  praise: () => "The frontmatter fits its schema.",
};

function duplicates({ frontmatter, document }: RuleContext): readonly RuleFinding[] {
  return frontmatter.duplicates.flatMap(({ key, spans }) => {
    const [first, ...more] = spans;
    if (!first) return [];
    const line = document.placeOf(first).line;
    return more.map((span) => ({
      span,
      message: `Unexpected second ${said(key)}, expected it once: it also stands on line ${line}`,
      fix: "Remove one of the two lines.",
    }));
  });
}

function mistyped(context: RuleContext): readonly RuleFinding[] {
  const result = incidentSchema.safeParse(context.frontmatter.fields);
  return result.success ? [] : result.error.issues.map((issue) => findingOf(issue, context));
}

function findingOf(issue: z.core.$ZodIssue, context: RuleContext): RuleFinding {
  const [key = "", inner] = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  const name = issue.path.map(String).join(".");
  const field = String(key);
  if (context.frontmatter.spanOfKey(field) === undefined) {
    const message = `Unexpected frontmatter without ${said(name)}, expected ${sayExpected(issue)}`;
    return { span: frontmatterStart(context), message, fix: `Add \`${field}:\` to the frontmatter.` };
  }
  const span = context.frontmatter.spanOf(field, inner) ?? frontmatterStart(context);
  const value = valueAt(context.frontmatter.fields, issue.path);
  const message = `Unexpected ${name.slice(0, 60)} ${said(value ?? "(nothing)")}, expected ${sayExpected(issue)}`;
  const meant = meantBy(value, issue, field, context);
  if (meant === undefined) return { span, message };
  return { span, message, fix: `Write \`${meant}\`.`, edit: { ...span, insert: meant } };
}

function valueAt(fields: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === "object" && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    fields,
  );
}

function meantBy(value: unknown, issue: z.core.$ZodIssue, field: string, { config }: RuleContext): string | undefined {
  if (typeof value === "number" && issue.code === "invalid_type" && issue.expected === "string") return `"${value}"`;
  if (typeof value === "string" && issue.code === "invalid_type" && issue.expected === "number") {
    return /^#?(\d{1,9})$/.exec(value.trim())?.[1];
  }
  if (typeof value !== "string" || issue.code !== "invalid_value") return undefined;
  if (field === "severity") return readSeverity(value, config);
  return nearest(value.toLowerCase(), issue.values.map(String));
}

/** Roles and responders name people as GitHub does, so that they can be assigned and asked. */
function logins({ frontmatter, fields }: RuleContext): readonly RuleFinding[] {
  const people = [
    ...Object.entries(fields.roles).map(([role, who]) => ({ field: "roles", inner: role, who })),
    ...fields.responders.map((who, index) => ({ field: "responders", inner: index, who })),
  ];
  return people
    .filter(({ who }) => !/^@[A-Za-z0-9][\w./-]*(\[bot\])?$/.test(who))
    .flatMap(({ field, inner, who }) => {
      const span = frontmatter.spanOf(field, inner);
      if (!span) return [];
      const message = `Unexpected ${said(who)}, expected a login with @ such as "@alice"`;
      const fix = 'Write the GitHub login with @, in quotes: `"@alice"`.';
      const isLogin = /^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/.test(who);
      return [{ span, message, fix, ...(isLogin ? { edit: { ...span, insert: `"@${who}"` } } : {}) }];
    });
}

const knownKeys = Object.keys(incidentSchema.shape);

function unknown({ frontmatter }: RuleContext): readonly RuleFinding[] {
  return Object.keys(frontmatter.fields)
    .filter((key) => !knownKeys.includes(key))
    .flatMap((key) => {
      const span = frontmatter.spanOfKey(key);
      if (!span) return [];
      const meant = fieldMeantBy(key, knownKeys);
      const expected = meant === undefined ? "a field of schema/incident.json" : said(meant);
      const fix =
        meant === undefined ? "Remove the field, or keep it under `impact:`." : `Rename it to ${said(meant)}.`;
      const message = `Unexpected field ${said(key)}, expected ${expected}`;
      const free = meant !== undefined && frontmatter.fields[meant] === undefined && slipsBetween(key, meant) <= 2;
      return [{ span, severity: "warning", message, fix, ...(free ? { edit: { ...span, insert: meant } } : {}) }];
    });
}

/** Types and roles are free words, but one that nearly is one of the config's is a slip. */
function unlisted({ fields, frontmatter, config }: RuleContext): readonly RuleFinding[] {
  const words = [
    { what: "type", word: fields.type, known: Object.keys(config.types), span: () => frontmatter.spanOf("type") },
    ...Object.keys(fields.roles).map((role) => ({
      what: "role",
      word: role,
      known: Object.keys(config.roles),
      span: () => frontmatter.spanOf("roles", role),
    })),
  ];
  return words.flatMap(({ what, word, known, span }) => {
    const meant = known.includes(word) ? undefined : nearest(word.toLowerCase(), known);
    const place = meant === undefined ? undefined : span();
    if (!place) return [];
    const message = `Unexpected ${what} ${said(word)}, expected ${said(meant)}`;
    return [{ span: place, severity: "warning", message, fix: `Write ${said(meant)}, or add yours to the config.` }];
  });
}
