import { readDocument } from "../../../markdown/document.ts";
import { safeInline } from "../../../markdown/safe-text.ts";
import { splice } from "../../../markdown/text.ts";
import type { Change } from "../inbox.ts";
import { type IncidentRecord, withField } from "../record.ts";
import { type Apply, done, entry, typed } from "./outcome.ts";

/** Gives an incident another title: in its field, and in the file's first heading while that is still `<id>: <title>`. */
export const retitle: Apply<Extract<Change, { name: "title" }>> = (record, { text }, asked) => {
  const title = text.replaceAll(/\s+/g, " ").trim();
  if (title === "" || record.fields.title === title) return done(record, "title is the same");
  const renamed = withField(withHeading(record, title), "title", title);
  return done(entry(renamed, asked, `Title changed to ${typed(title)}`), "title changed");
};

function withHeading(record: IncidentRecord, title: string): IncidentRecord {
  const { id = "", title: before = "" } = record.fields;
  const read = readDocument("", record.text);
  const heading = read.kind === "ok" ? read.document.sections.find(({ depth }) => depth === 1)?.heading : undefined;
  if (!heading) return record;
  const written = record.text.slice(heading.start, heading.end);
  if (written !== `# ${id}: ${safeInline(before)}`) return record;
  return { ...record, text: splice(record.text, [{ ...heading, insert: `# ${id}: ${safeInline(title)}` }]) };
}
