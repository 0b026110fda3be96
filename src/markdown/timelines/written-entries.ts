import type { RootContent, Table, TableRow } from "mdast";
import type { TimelineForm } from "../../model/adopted-timeline.ts";
import { type Document, plainText, type Section, spanOf } from "../document.ts";
import type { Span } from "../text.ts";

/** One entry of a timeline before its time is read. */
export interface WrittenEntry {
  /** Without markup; it begins with the time where there is one. */
  readonly text: string;
  readonly span: Span;
  /** What a column for it says, where the time has columns of its own: then `text` must be nothing but a time. */
  readonly said?: string;
  /** What stands above the columns of the time: it may name a zone or a year. */
  readonly above?: string;
}

/** The entries of a section in one form, in the order of the file. */
export function writtenEntries(form: TimelineForm, document: Document, section: Section): readonly WrittenEntry[] {
  if (form === "headings") return headingEntries(document, section);
  if (form === "lines") return section.nodes.flatMap((node) => lineEntries(node, document.text));
  return section.nodes.flatMap((node) => {
    if (form === "table") return node.type === "table" ? tableEntries(node) : [];
    return node.type === "list"
      ? node.children.map((item) => ({ text: oneLine(item.children[0]), span: spanOf(item) }))
      : [];
  });
}

function headingEntries(document: Document, section: Section): readonly WrittenEntry[] {
  const under = document.sections.filter(
    ({ start, depth }) => start > section.start && start < section.end && depth > section.depth,
  );
  const depth = under.reduce((least, one) => Math.min(least, one.depth), 7);
  return under.filter((one) => one.depth === depth).map(({ title, heading }) => ({ text: title, span: heading }));
}

const oneLine = (node: RootContent | undefined): string => (node ? plainText(node).replace(/\s+/g, " ").trim() : "");

/** Lines of paragraphs, as written. Those that begin with neither a day nor a time belong to the one above them. */
function lineEntries(node: RootContent, text: string): readonly WrittenEntry[] {
  if (node.type !== "paragraph") return [];
  const { start, end } = spanOf(node);
  let from = start;
  const lines = text
    .slice(start, end)
    .split("\n")
    .map((line) => {
      const span = { start: from, end: from + line.trimEnd().length };
      from += line.length + 1;
      return { text: line.replace(/[*`\\]|(?<!\w)_|_(?!\w)/g, "").trim(), span };
    });
  return lines.filter((line) => startsLikeTime.test(line.text));
}

const startsLikeTime =
  /^\s*(?:[~([]?\s?\d{1,4}[-:./]\d|\d{1,2}\s?[ap]m\b|(?:ca?\.|approx)|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)/i;

function tableEntries({ children }: Table): readonly WrittenEntry[] {
  const [header, ...rows] = children;
  if (!header) return [];
  const titles = header.children.map((cell) => plainText(cell).trim());
  const named = titles.flatMap((title, index) => (/\b(?:times?|date|day|when|clock)\b/i.test(title) ? [index] : []));
  // A column `Time to …` or `Downtime` behind the first other one is not when.
  const columns = named.filter((column, order) => column === order);
  const when = columns.length > 0 ? columns : [0];
  const above = when.map((column) => titles[column] ?? "").join(" ");
  const cells = (row: TableRow, wanted: (column: number) => boolean): string =>
    row.children
      .filter((_, column) => wanted(column))
      .map((cell) => plainText(cell).trim())
      .filter((cell) => cell !== "")
      .join(" ");
  return rows.map((row) => ({
    text: cells(row, (column) => when.includes(column)),
    said: cells(row, (column) => !when.includes(column)),
    span: spanOf(row),
    above,
  }));
}
