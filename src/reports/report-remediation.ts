import type { Document, Section } from "../markdown/document.ts";
import type { Horizon, IncidentReport, ReportItem } from "../model/incident-report.ts";
import { type Instant, msOf, readDate } from "../model/time.ts";
import { linesOf, type Part, partsOf, sourceOf } from "./report-sections.ts";

const titles = {
  immediate: /\b(?:during|immediate|mitigation|containment|stopgap|at once)\b/i,
  shortTerm: /\b(?:24 ?h(?:ours?)?|short[ -]term|one day|next day)\b/i,
  longTerm: /\b(?:30 days?|long[ -]term|one month|weeks)\b/i,
};

/**
 * What was and will be done, in three horizons: the Resolution section's subsections by their titles, and the action
 * items by how many days after the resolution they are due: up to 1, more.
 */
export function remediationOf(
  document: Document,
  section: Section | undefined,
  items: readonly ReportItem[],
  resolved: Instant | null,
): IncidentReport["remediation"] {
  const parts = partsOf(section);
  const horizons = parts.map((part) => ({ part, horizon: horizonOf(part) }));
  const recorded = (name: keyof typeof titles): string[] =>
    horizons.filter(({ horizon }) => horizon === name).flatMap(({ part }) => linesOf(document, part));
  const days = items.map(({ number, due }) => ({ number, days: daysAfter(resolved, due) }));
  const due = (from: number, to: number): number[] =>
    days.filter((one) => one.days !== undefined && one.days > from && one.days <= to).map(({ number }) => number);
  const horizon = (name: keyof typeof titles, numbers: number[]): Horizon => ({
    recorded: recorded(name),
    items: numbers,
  });
  return {
    immediate: horizon("immediate", []),
    shortTerm: horizon("shortTerm", due(Number.NEGATIVE_INFINITY, 1)),
    longTerm: horizon("longTerm", due(1, Number.POSITIVE_INFINITY)),
    undated: days.filter((one) => one.days === undefined).map(({ number }) => number),
    text: horizons
      .filter((one) => one.horizon === undefined)
      .map(({ part }) => titled(document, part))
      .filter((text) => text !== "")
      .join("\n\n"),
  };
}

function horizonOf({ title }: Part): keyof typeof titles | undefined {
  return (["immediate", "shortTerm", "longTerm"] as const).find((name) => titles[name].test(title));
}

/** A part's source below its title, which becomes a strong line: headings of the record don't become the report's. */
export function titled(document: Document, part: Part): string {
  const source = sourceOf(document, part.nodes);
  return source === "" || part.title === "" ? source : `**${part.title.replaceAll("*", "")}**\n\n${source}`;
}

/** Calendar days in UTC from the resolution to a due date; undefined where one of them is not there. */
function daysAfter(resolved: Instant | null, due: string | null): number | undefined {
  const date = readDate(due ?? "");
  if (resolved === null || date === undefined) return undefined;
  return (msOf(`${date}T00:00:00Z`) - msOf(`${resolved.slice(0, 10)}T00:00:00Z`)) / 86_400_000;
}
