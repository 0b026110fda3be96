import { readActionItems } from "../../markdown/action-items.ts";
import { type Document, plainText, readDocument, type Section } from "../../markdown/document.ts";
import { safeInline } from "../../markdown/safe-text.ts";
import { sectionOf } from "../../markdown/section-names.ts";
import { oneLine, visible } from "../../markdown/visible.ts";
import type { Config } from "../../model/config.ts";
import type { IncidentFields } from "../../model/fields.ts";
import type { RunbookWanted } from "../../reports/runbook-wanted.ts";
import { renderNamed } from "../template.ts";
import { stubSteps } from "./stub-steps.ts";

/**
 * The stub of a runbook, from `runbook.md` of the templates: what the post-mortem says, in the six sections. `stub`: the
 * path at which it will lie, from which its link to the incident leads.
 */
export function stubText(
  wanted: RunbookWanted,
  stub: string,
  config: Config,
  templates: Readonly<Record<string, string>>,
): { readonly text: string; readonly note?: string } {
  const { fields, text, path } = wanted;
  const rendered = renderNamed("runbook.md", templates, valuesOf(wanted, stub, config));
  const whole = `${rendered.text.trimEnd()}\n`;
  return { text: whole, ...(rendered.note ? { note: rendered.note } : {}) };

  function valuesOf(_: RunbookWanted, from: string, names: Config): Readonly<Record<string, unknown>> {
    const read = readDocument(path, text);
    const document = read.kind === "ok" ? read.document : undefined;
    const section = (name: Parameters<typeof sectionOf>[1]): Section | undefined =>
      document && sectionOf(document, name, names);
    const items = section("Action items");
    return {
      runbook: {
        title: plain(fields.title),
        services: fields.services.map(plain),
        alerts: fields.alerts.map(plain),
        // A type alone would make what was learnt of one incident the runbook of all that have it.
        types: fields.type === "" || fields.services.length + fields.alerts.length === 0 ? [] : [plain(fields.type)],
        owner: "",
        approved_by: "",
        last_verified: "",
        review_every: "90d",
      },
      title: safeInline(fields.title ?? wanted.id),
      incident: { id: wanted.id, path: relativePath(from, path), severity: fields.severity ?? "" },
      summary: firstParagraph(section("Summary")),
      ...stubSteps(text, fields, names),
      impact: impactOf(fields),
      alerts: fields.alerts.map((name) => safeInline(name, { length: 120 })),
      causes: fields.causes.map((cause) => safeInline(cause, { length: 300 })),
      prevention: document && items ? preventionOf(document, items) : [],
    };
  }
}

const plain = (text = ""): string => oneLine(visible(text)).slice(0, 300).toWellFormed();

function firstParagraph(section: Section | undefined): string {
  const first = section?.nodes.find(({ type }) => type === "paragraph");
  return first ? safeInline(plainText(first), { length: 600 }) : "";
}

function impactOf({ impact }: IncidentFields): readonly { readonly name: string; readonly value: string }[] {
  return Object.entries(impact)
    .slice(0, 20)
    .map(([name, value]) => ({
      name: safeInline(name.replaceAll("_", " "), { length: 80 }),
      value: safeInline(String(value), { length: 120 }),
    }));
}

function preventionOf(document: Document, section: Section): readonly string[] {
  return readActionItems(document, section)
    .filter(({ type, text }) => type === "prevent" && text !== "")
    .slice(0, 20)
    .map(({ text, issue }) => `${safeInline(text, { length: 300 })}${issue === undefined ? "" : ` (issue ${issue})`}`);
}

/** A path of the repository as a link from another of its files. */
function relativePath(from: string, to: string): string {
  const up = "../".repeat(from.split("/").length - 1);
  const parts = to
    .split("/")
    .map((part) =>
      encodeURIComponent(part.toWellFormed()).replaceAll(/[()'*!~]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    );
  return `${up}${parts.join("/")}`;
}
