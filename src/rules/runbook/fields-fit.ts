import { nearest, slipsBetween } from "../../model/nearest.ts";
import { runbookSchema } from "../../model/runbook.ts";
import type { RuleFinding } from "../rule.ts";
import { said } from "../said.ts";
import { fieldPlace } from "./field-place.ts";
import type { RunbookContext, RunbookRule } from "./runbook-rule.ts";

const names = Object.keys(runbookSchema.shape) as readonly (keyof typeof runbookSchema.shape)[];
const lists: readonly string[] = ["services", "alerts", "types"];

/** The fields by which a runbook is found are written as they are read. */
export const fieldsFit: RunbookRule = {
  name: "runbook-fields",
  severity: "error",
  what: "The fields of a runbook's frontmatter stand there once, under their names and in their types.",
  why: "Alerts and incidents find their runbook by these fields: a mistyped one counts as empty, and nobody is told at 3 a.m.",
  fix: "Correct the field: `services`, `alerts` and `types` are lists, the others one line of text.",
  check: (context) => [...duplicates(context), ...mistyped(context), ...misspelt(context)],
};

function duplicates({ frontmatter, document }: RunbookContext): readonly RuleFinding[] {
  return (frontmatter?.duplicates ?? []).flatMap(({ key, spans: [first, ...more] }) =>
    more.map((span) => ({
      span,
      message: `Unexpected second ${said(key)}, expected it once: it also stands on line ${first ? document.placeOf(first).line : 1}`,
      fix: "Remove one of the two lines.",
    })),
  );
}

function mistyped(context: RunbookContext): readonly RuleFinding[] {
  return names.flatMap((name) => {
    const { value, key } = context.fields[name];
    if (value === undefined || value === null || runbookSchema.shape[name].safeParse(value).success) return [];
    const list = lists.includes(name);
    const at = list && Array.isArray(value) ? value.findIndex((one) => typeof one !== "string") : undefined;
    const wrong = at === undefined ? value : (value as readonly unknown[])[at];
    const expected = at === undefined ? (list ? "a list" : "text") : "text in the list";
    const span = fieldPlace(context, name, at);
    const meant =
      list && typeof value === "string" ? listOf(context.document.text.slice(span.start, span.end)) : undefined;
    return [
      {
        span,
        message: `Unexpected ${said(key)} ${said(wrong)}, expected ${expected}`,
        ...(meant !== undefined && { fix: `Write \`${key}: ${meant}\`.`, edit: { ...span, insert: meant } }),
      },
    ];
  });
}

/** The list of what somebody wrote as one line of words; undefined where it would have to be guessed. */
function listOf(written: string): string | undefined {
  return /^[\w.-]{1,60}(?:, ?[\w.-]{1,60}){0,9}$/.test(written) ? `[${written}]` : undefined;
}

/** A name that is none of ours may be another tool's; one that is nearly ours is a slip. */
function misspelt({ frontmatter, fields }: RunbookContext): readonly RuleFinding[] {
  const used = new Set(names.flatMap((name) => fields[name].key ?? []));
  const free = names.filter((name) => fields[name].key === undefined);
  return Object.keys(frontmatter?.fields ?? {}).flatMap((key) => {
    const meant = used.has(key) ? undefined : nearest(key.toLowerCase(), free);
    const span = meant === undefined ? undefined : frontmatter?.spanOfKey(key);
    return span && meant !== undefined
      ? [
          {
            span,
            severity: "warning" as const,
            message: `Unexpected field ${said(key)}, expected ${said(meant)}`,
            fix: `Rename it to ${said(meant)}.`,
            ...(slipsBetween(key, meant) <= 2 && { edit: { ...span, insert: meant } }),
          },
        ]
      : [];
  });
}
