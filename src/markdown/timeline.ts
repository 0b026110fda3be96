import { type Instant, msOf, readInstant } from "../model/time.ts";
import type { Document, Section } from "./document.ts";
import { type Item, insertItem, itemsOf } from "./items.ts";
import { remembered } from "./remembered.ts";
import type { Span, Splice } from "./text.ts";

/** A line such as `- 2025-01-15T02:45:00Z Database primary node failure identified (@alice)`. */
export interface TimelineEntry {
  /** As written: the first word of the line. */
  readonly written: string;
  /** Undefined when `written` is not a time that can be read. */
  readonly at: Instant | undefined;
  readonly text: string;
  readonly author: string | undefined;
  readonly span: Span;
  /** Where the time stands. */
  readonly timeSpan: Span;
}

/** The entries of a list section such as Timeline or Communication log, in the order of the file. */
export function readTimeline(document: Document, section: Section): readonly TimelineEntry[] {
  return entriesOf(section, document);
}

const entriesOf = remembered((section: Section, document: Document) => itemsOf(document, section).map(readEntry));

const authorAtEnd = /\((@[\w./-]{1,120}(?:\[bot\])?)\)$/;

function readEntry(item: Item): TimelineEntry {
  const written = /^\S*/.exec(item.source)?.[0] ?? "";
  const said = item.source.slice(written.length).trim();
  const whole = item.rest ? `${said}\n${item.rest}` : said;
  // An entry of several lines names its author at its very end, or at the end of its first line.
  const author = authorAtEnd.exec(whole) ?? authorAtEnd.exec(said);
  const text = author ? `${whole.slice(0, author.index).trim()}${whole.slice(author.index + author[0].length)}` : whole;
  const timeSpan = { start: item.line.start, end: item.line.start + written.length };
  return {
    written,
    at: readInstant(written),
    text,
    author: author?.[1],
    span: item.line,
    timeSpan,
  };
}

/**
 * The splice that adds an entry after the last one that is not later, so that an ordered timeline stays ordered.
 * `content` is Markdown that has been made safe. The section must exist.
 */
export function addEntry(document: Document, section: Section, at: Instant, content: string): Splice {
  const entries = readTimeline(document, section);
  const after = entries.findLastIndex((entry) => entry.at !== undefined && msOf(entry.at) <= msOf(at));
  const place = after === -1 && entries.every((entry) => entry.at === undefined) ? entries.length - 1 : after;
  return insertItem(document, section, `${at} ${content}`, place);
}
