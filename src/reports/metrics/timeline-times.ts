import { readDocument } from "../../markdown/document.ts";
import { type AdoptedEntry, readAdoptedTimeline } from "../../markdown/timelines/adopted-timeline.ts";
import type { AdoptedTimeline } from "../../model/adopted-timeline.ts";
import { type TimeField, timeFields } from "../../model/incident.ts";
import type { Instant } from "../../model/time.ts";

export interface TimelineTimes {
  readonly times: Readonly<Partial<Record<TimeField, Instant>>>;
  /** The lines from which they are, and what of the timeline could not be read. */
  readonly notes: readonly string[];
}

/** What an incident ends with is the last that says so: a cure that did not hold is said before it. */
const ends: readonly TimeField[] = ["resolved", "closed"];

/**
 * The times that a mapping finds in an adopted timeline, of the fields that are `wanted`. Approximate entries are left alone:
 * a number can't be made of *about nine*.
 */
export function timelineTimes(
  { path, text }: { readonly path: string; readonly text: string },
  mapping: AdoptedTimeline,
  wanted: (field: TimeField) => boolean,
): TimelineTimes {
  const asked = timeFields.filter((field) => mapping.times?.[field] !== undefined && wanted(field));
  if (asked.length === 0) return { times: {}, notes: [] };
  const read = readDocument(path, text);
  if (read.kind === "unread") return { times: {}, notes: [`its timeline is not read: ${read.reason}`] };
  const { entries, unread } = readAdoptedTimeline(read.document, mapping);
  const sorted = entries.filter(({ approximate }) => !approximate).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const found = asked.flatMap((field) => {
    const entry = entryFor(field, mapping, sorted);
    return entry ? [{ field, entry }] : [];
  });
  const [first] = unread;
  return {
    times: Object.fromEntries(found.map(({ field, entry }) => [field, entry.at])),
    notes: [
      ...(found.length > 0
        ? [`from its timeline: ${found.map(({ field, entry }) => `${field} of line ${entry.line}`).join(", ")}`]
        : []),
      ...(first
        ? [`of its timeline ${unread.length} not read, the first in line ${first.line}: ${first.problem}`]
        : []),
    ],
  };
}

function entryFor(
  field: TimeField,
  { times }: AdoptedTimeline,
  sorted: readonly AdoptedEntry[],
): AdoptedEntry | undefined {
  const asked = times?.[field];
  if (asked === "first") return sorted[0];
  // One entry can't be both the beginning and the end.
  if (asked === "last") return sorted.length > 1 ? sorted.at(-1) : undefined;
  const words = (asked ?? []).map((one) => one.trim().toLowerCase()).filter((one) => one !== "");
  const says = ({ text }: AdoptedEntry): boolean => words.some((one) => text.toLowerCase().includes(one));
  return ends.includes(field) ? sorted.findLast(says) : sorted.find(says);
}
