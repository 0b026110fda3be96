import { Liquid } from "liquidjs";
import { defaultTemplates } from "./default-templates.ts";

/** A template's text: the repository's own, else ours. */
export function templateOf(name: string, templates: Readonly<Record<string, string>>): string | undefined {
  return Object.hasOwn(templates, name)
    ? templates[name]
    : Object.hasOwn(defaultTemplates, name)
      ? defaultTemplates[name]
      : undefined;
}

export type Rendered =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Renders a template that may come from a repository: no file system, no prototypes, unknown variables and filters
 * refused, time and memory bounded. `values` must hold text that is safe in Markdown already.
 */
export function renderTemplate(source: string, values: Readonly<Record<string, unknown>>): Rendered {
  const engine = new Liquid({
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    memoryLimit: 10_000_000,
    renderLimit: 500,
    parseLimit: 200_000,
    templates: {},
  });
  try {
    return { kind: "ok", text: engine.parseAndRenderSync(source, values) as string };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown" };
  }
}

/** Renders the repository's template and, where that fails or is missing, ours; a note says why. */
export function renderNamed(
  name: string,
  templates: Readonly<Record<string, string>>,
  values: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly note?: string } {
  const own = templateOf(name, templates);
  const first = own === undefined ? undefined : renderTemplate(own, values);
  if (first?.kind === "ok") return { text: first.text };
  const fallback = defaultTemplates[name] ?? defaultTemplates["postmortem.md"] ?? "";
  const second = renderTemplate(fallback, values);
  const why = first
    ? `Template ${name} failed (${first.reason}); Gitcident's own was used`
    : `Template ${name} is missing; Gitcident's own was used`;
  return { text: second.kind === "ok" ? second.text : "", note: why };
}
