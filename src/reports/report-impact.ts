import type { Table } from "mdast";
import { type Document, plainText, type Section } from "../markdown/document.ts";
import { oneLine } from "../markdown/visible.ts";
import type { IncidentFields } from "../model/fields.ts";
import type { ImpactLine, IncidentReport, Measure } from "../model/incident-report.ts";
import { amountIn, groupDigits } from "./amount.ts";
import { linesOf, partsOf, sourceOf } from "./report-sections.ts";
import { saySeconds } from "./seconds.ts";

type Impact = IncidentReport["impact"];

/** Which of the three kinds an impact's name belongs to; what is not known is technical. */
function kindOf(name: string): "customer" | "business" | "technical" {
  if (/revenue|cost|credit|sla|money|reputation|contract|penalt|fine|legal|brand/i.test(name)) return "business";
  return /customer|user|client|account|ticket|transaction|order|request|visitor|tenant/i.test(name)
    ? "customer"
    : "technical";
}

/**
 * The impact, by who feels it: the rows of the Impact section as people wrote them, then the fields of the frontmatter
 * that no row names, then what can be computed. Prose of the section stays prose.
 */
export function impactOf(
  document: Document,
  section: Section | undefined,
  fields: IncidentFields,
  duration: Measure,
): Impact {
  const written = writtenLines(document, section);
  const named = written.lines.map(({ name }) => plainKey(name));
  const added = Object.entries(fields.impact)
    .filter(([key]) => !named.some((name) => plainKey(key) === name || plainKey(key).startsWith(`${name} `)))
    .map(([key, value]) => ({ name: title(key), value: sayValue(value), note: "" }));
  const computed =
    duration.seconds === null || named.includes("duration")
      ? []
      : [{ name: "Duration", value: saySeconds(duration.seconds), note: duration.inputs }];
  const lines = [...written.lines, ...added, ...computed];
  const of = (kind: string): ImpactLine[] => lines.filter(({ name }) => kindOf(name) === kind);
  return {
    customer: of("customer"),
    business: of("business"),
    technical: of("technical"),
    text: written.text,
    revenue: revenueOf(fields, duration),
  };
}

const plainKey = (name: string): string => oneLine(name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " "));

function title(key: string): string {
  const words = oneLine(key.replaceAll("_", " "));
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function sayValue(value: string | number | boolean): string {
  return typeof value === "number" ? groupDigits(value) : String(value);
}

function writtenLines(document: Document, section: Section | undefined): { lines: ImpactLine[]; text: string } {
  const lines: ImpactLine[] = [];
  const rest: string[] = [];
  for (const part of partsOf(section)) {
    const tables = part.nodes.filter((node) => node.type === "table");
    const bullets = part.nodes.filter((node) => node.type === "list");
    const labelled = linesOf(document, { nodes: bullets }).map((line) => ({ line, parts: labelOf(line) }));
    lines.push(...tables.flatMap((table) => rowsOf(document, table)));
    // A list becomes lines only where every item has a label: otherwise it is prose and stays together.
    const all = labelled.every(({ parts }) => parts !== undefined);
    if (all) lines.push(...labelled.flatMap(({ parts }) => parts ?? []));
    const prose = part.nodes.filter((node) => node.type !== "table" && !(all && node.type === "list"));
    const source = sourceOf(document, prose);
    if (source !== "") rest.push(part.title === "" ? source : `**${part.title.replaceAll("*", "")}**\n\n${source}`);
  }
  return { lines, text: rest.join("\n\n") };
}

function labelOf(line: string): ImpactLine | undefined {
  const parts = /^\*{0,2}([\p{L}][\p{L}\p{N} _/()-]{1,60}?)\*{0,2}:\*{0,2}\s+(\S[\s\S]*)$/u.exec(line);
  return parts ? { name: title(parts[1] ?? ""), value: parts[2] ?? "", note: "" } : undefined;
}

function rowsOf(document: Document, table: Table): ImpactLine[] {
  return table.children.slice(1).flatMap((row) => {
    const [name = "", value = "", ...notes] = row.children.map((cell) => {
      const [first, last] = [cell.children[0], cell.children.at(-1)];
      const start = first?.position?.start.offset;
      return start === undefined ? "" : document.text.slice(start, last?.position?.end.offset).replaceAll("\\|", "|");
    });
    const plain = oneLine(plainText(row.children[0] ?? { type: "text", value: "" }));
    return name === "" && value === "" ? [] : [{ name: plain, value, note: notes.filter(Boolean).join("; ") }];
  });
}

/** Revenue lost: what an hour costs times the hours of the incident. Null where one of them is not recorded. */
function revenueOf(fields: IncidentFields, duration: Measure): Impact["revenue"] {
  const perHour = amountIn(fields.impact["revenue_per_hour"]);
  if (perHour === undefined || duration.seconds === null) return null;
  const hours = duration.seconds / 3600;
  const loss = Math.round(perHour.number * hours * 100) / 100;
  const said = Math.round(hours * 10_000) / 10_000;
  const unit = perHour.unit === "" ? "" : ` ${perHour.unit}`;
  const recorded = amountIn(fields.impact["revenue_loss"])?.number ?? null;
  return {
    perHour: perHour.number,
    currency: perHour.unit,
    hours: said,
    loss,
    formula: `${groupDigits(perHour.number)}${unit}/h × ${said} h = ${groupDigits(loss)}${unit}`,
    recorded,
    agrees: recorded === null ? null : Math.abs(recorded - loss) < 0.5,
  };
}
