import { type Document, readDocument, type Section } from "../../markdown/document.ts";
import { readFrontmatter } from "../../markdown/frontmatter.ts";
import { addSection } from "../../markdown/insert-section.ts";
import { insertItem } from "../../markdown/items.ts";
import { type SectionName, sectionNames, sectionOf } from "../../markdown/section-names.ts";
import { type FieldValue, setField } from "../../markdown/set-field.ts";
import { splice } from "../../markdown/text.ts";
import { addEntry } from "../../markdown/timeline.ts";
import type { Config } from "../../model/config.ts";
import { type IncidentFields, readFields, withInstants } from "../../model/fields.ts";
import { incidentSchema } from "../../model/incident.ts";
import type { Instant } from "../../model/time.ts";

/** An incident file that can be read and edited. */
export interface IncidentRecord {
  readonly text: string;
  /** Times are in UTC, and undefined where they can't be read. */
  readonly fields: IncidentFields;
}

export type RecordResult =
  | { readonly kind: "ok"; readonly record: IncidentRecord }
  | { readonly kind: "broken"; readonly reason: string; readonly line: number };

/** Reads an incident file for editing; a file whose frontmatter or Markdown can't be read is left alone, with the reason. */
export function readRecord(path: string, text: string): RecordResult {
  const result = readDocument(path, text);
  if (result.kind === "unread")
    return { kind: "broken", reason: `Unexpected content: ${result.reason}`, line: result.line };
  const { frontmatter, placeOf } = result.document;
  if (frontmatter.kind === "none")
    return {
      kind: "broken",
      reason: "Unexpected start of the file, expected frontmatter between two lines of ---",
      line: 1,
    };
  if (frontmatter.kind === "broken")
    return { kind: "broken", reason: frontmatter.reason, line: placeOf(frontmatter.at).line };
  return { kind: "ok", record: { text, fields: withInstants(readFields(frontmatter.frontmatter.fields)) } };
}

const order = Object.keys(incidentSchema.shape);

/** The record with one field set; undefined removes it. */
export function withField(
  record: IncidentRecord,
  key: keyof IncidentFields & string,
  value: FieldValue | undefined,
): IncidentRecord {
  const read = readFrontmatter(record.text);
  if (read.kind !== "ok") return record;
  return again(splice(record.text, setField(record.text, read.frontmatter, key, value, order)));
}

/** The record with several fields set. */
export function withFields(
  record: IncidentRecord,
  fields: Readonly<Partial<Record<keyof IncidentFields & string, FieldValue | undefined>>>,
): IncidentRecord {
  const entries = Object.entries(fields) as [keyof IncidentFields & string, FieldValue | undefined][];
  return entries.reduce((to, [key, value]) => withField(to, key, value), record);
}

function again(text: string): IncidentRecord {
  const read = readFrontmatter(text);
  return { text, fields: withInstants(readFields(read.kind === "ok" ? read.frontmatter.fields : {})) };
}

/** The record with a timeline or communication entry; the section is made where it is missing. `content` is safe Markdown. */
export function withEntry(
  record: IncidentRecord,
  config: Config,
  name: SectionName,
  at: Instant,
  content: string,
): IncidentRecord {
  return inSection(record, config, name, (document, section) =>
    splice(document.text, [addEntry(document, section, at, content)]),
  );
}

/** The record with an item at the end of a section's list; the section is made where it is missing. `content` is safe Markdown. */
export function withItem(record: IncidentRecord, config: Config, name: SectionName, content: string): IncidentRecord {
  return inSection(record, config, name, (document, section) =>
    splice(document.text, [insertItem(document, section, content, Number.MAX_SAFE_INTEGER)]),
  );
}

/** The record with the sections of rendered Markdown that it does not have yet. What is there is not touched. */
export function withMissingSections(
  record: IncidentRecord,
  config: Config,
  sections: readonly { readonly title: string; readonly markdown: string }[],
): IncidentRecord {
  return sections.reduce((to, { title, markdown }) => {
    const document = documentOf(to.text);
    if (!document || sectionOf(document, title, config)) return to;
    return again(splice(to.text, [addSection(document, markdown, sectionNames)]));
  }, record);
}

function inSection(
  record: IncidentRecord,
  config: Config,
  name: SectionName,
  edit: (document: Document, section: Section) => string,
): IncidentRecord {
  const document = documentOf(record.text);
  if (!document) return record;
  const section = sectionOf(document, name, config);
  if (section) return again(edit(document, section));
  const made = documentOf(splice(record.text, [addSection(document, `## ${name}`, sectionNames)]));
  const fresh = made && sectionOf(made, name, config);
  return made && fresh ? again(edit(made, fresh)) : record;
}

function documentOf(text: string): Document | undefined {
  const result = readDocument("", text);
  return result.kind === "ok" ? result.document : undefined;
}
