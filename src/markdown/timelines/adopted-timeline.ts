import type { AdoptedTimeline } from "../../model/adopted-timeline.ts";
import { type Instant, instantOf } from "../../model/time.ts";
import { type Document, plainText, type Section, titleKeys } from "../document.ts";
import type { Span } from "../text.ts";
import { readTimes } from "./read-times.ts";
import { writtenEntries } from "./written-entries.ts";
import { statedZone, zoneIn } from "./zones.ts";

/** An entry of another team's timeline. */
export interface AdoptedEntry {
  readonly at: Instant;
  /** What the writer's clock showed, e.g. `2019-11-29T12:00:00`. */
  readonly local: string;
  readonly approximate: boolean;
  readonly text: string;
  /** Its line in the file, from 1. */
  readonly line: number;
}

/** What was not read, and why. */
export interface UnreadEntry {
  readonly line: number;
  /** *Unexpected X, expected Y.* */
  readonly problem: string;
}

export interface AdoptedTimelineRead {
  /** In the order of the file. */
  readonly entries: readonly AdoptedEntry[];
  readonly unread: readonly UnreadEntry[];
}

/**
 * Reads a timeline in another team's form. The form in which the most times can be read is taken; what it holds and
 * can't be read is said with its line, and nothing is guessed: no zone, no order of day and month, no missing day.
 */
export function readAdoptedTimeline(document: Document, mapping: AdoptedTimeline): AdoptedTimelineRead {
  const lineOf = (span: Span): number => document.placeOf(span).line;
  const sections = sectionsFor(document, mapping.sections);
  if (sections.length === 0) {
    const wanted = mapping.sections.join(", ");
    return {
      entries: [],
      unread: [{ line: 1, problem: `Unexpected file without a timeline, expected a heading ${wanted}` }],
    };
  }
  const reads = sections.slice(0, mostSections).map((section) => readSection(document, section, mapping, lineOf));
  return { entries: reads.flatMap(({ entries }) => entries), unread: reads.flatMap(({ unread }) => unread) };
}

/** More timelines than this are no post-mortem's; the cap keeps pasted pages from being read over and over. */
const mostSections = 50;

/** The sections whose headings begin with one of some titles; not those within another. */
function sectionsFor(document: Document, titles: readonly string[]): readonly Section[] {
  const keys = [...titleKeys(titles)];
  let covered = 0;
  return document.sections.filter((section) => {
    const fits = keys.some((key) => section.key === key || section.key.startsWith(`${key} `));
    if (!fits || section.start < covered) return false;
    covered = section.end;
    return true;
  });
}

function readSection(
  document: Document,
  section: Section,
  mapping: AdoptedTimeline,
  lineOf: (span: Span) => number,
): AdoptedTimelineRead {
  const around = { title: section.title, zone: zoneOfSection(section, mapping), path: document.path };
  const reads = mapping.forms.map((form) => readTimes(writtenEntries(form, document, section), around, mapping));
  const best = reads.toSorted((a, b) => b.times.length - a.times.length || b.unread.length - a.unread.length)[0];
  if (!best || best.times.length + best.unread.length === 0) {
    const problem = `Unexpected section without entries, expected a ${mapping.forms.join(" or ")} with times`;
    return { entries: [], unread: [{ line: lineOf(section.heading), problem }] };
  }
  return {
    entries: best.times.map(({ ms, local, approximate, text, span }) => ({
      at: instantOf(ms),
      local: instantOf(local).slice(0, 19),
      approximate,
      text,
      line: lineOf(span),
    })),
    unread: best.unread.map(({ problem, span }) => ({ line: lineOf(span), problem })),
  };
}

/** The zone of a section's times: in its heading, or where a paragraph says `All times in …`. */
function zoneOfSection(section: Section, mapping: AdoptedTimeline): string | undefined {
  const inTitle = zoneIn(section.title, mapping);
  if (inTitle !== undefined) return inTitle;
  for (const node of section.nodes) {
    const stated = node.type === "paragraph" ? statedZone(plainText(node), mapping) : undefined;
    if (stated !== undefined) return stated;
  }
  return undefined;
}
