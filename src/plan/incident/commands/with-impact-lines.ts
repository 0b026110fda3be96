import { readDocument } from "../../../markdown/document.ts";
import { sectionOf } from "../../../markdown/section-names.ts";
import { splice } from "../../../markdown/text.ts";
import type { Config } from "../../../model/config.ts";
import { impactLines } from "../postmortem.ts";
import type { IncidentRecord } from "../record.ts";

/**
 * The record with the lines that the template wrote into its Impact section as its fields are now: who reopens an incident
 * must not find the numbers of its first end in the post-mortem. A line that a person changed is theirs.
 */
export function withImpactLines(before: IncidentRecord, after: IncidentRecord, config: Config): IncidentRecord {
  const [old, now] = [impactLines(before), impactLines(after)];
  const changed = Object.entries(old).filter(([name, line]) => now[name] !== undefined && now[name] !== line);
  if (changed.length === 0) return after;
  const read = readDocument("", after.text);
  const section = read.kind === "ok" ? sectionOf(read.document, "Impact", config) : undefined;
  if (!section) return after;
  const edits = changed.flatMap(([name, line]) => {
    const start = placeOf(after.text.slice(section.start, section.end), line);
    return start === undefined
      ? []
      : [{ start: section.start + start, end: section.start + start + line.length, insert: now[name] ?? line }];
  });
  return edits.length === 0 ? after : { ...after, text: splice(after.text, edits) };
}

/** Where a whole line stands in a text; undefined where it does not, or not once. */
function placeOf(text: string, line: string): number | undefined {
  const places = [...text.matchAll(/^.*$/gm)].filter(([found]) => found.trimEnd() === line).map(({ index }) => index);
  return places.length === 1 ? places[0] : undefined;
}
