import type { Span } from "../../markdown/text.ts";
import type { RunbookContext } from "./runbook-rule.ts";

type Field = keyof RunbookContext["fields"];

/** Where a field's value stands; the start of the frontmatter, else the first heading, where there is none. */
export function fieldPlace({ document, frontmatter, fields }: RunbookContext, name: Field, inner?: number): Span {
  const { key } = fields[name];
  const found = key === undefined ? undefined : frontmatter?.spanOf(key, inner);
  if (found) return found;
  const start = document.text.startsWith("\uFEFF") ? 1 : 0;
  const fence = { start, end: Math.min(document.text.length, start + 3) };
  return frontmatter ? fence : (document.sections[0]?.heading ?? fence);
}

/** A field's text without the spaces around it; empty where it is no text. */
export function fieldText({ fields }: Pick<RunbookContext, "fields">, name: Field): string {
  const { value } = fields[name];
  return typeof value === "string" ? value.trim() : "";
}
