import { safeBlock, safeCell, safeInline } from "../markdown/safe-text.ts";
import type { IncidentReport } from "../model/incident-report.ts";
import type { Block, Said } from "./report-blocks.ts";
import { layoutOf, sayInstant, severityName } from "./report-layout.ts";
import { timelineAlt } from "./report-picture.ts";
import { table } from "./table.ts";

/** The report as Markdown. Text of the record is safe in its place and notifies nobody. */
export function incidentReportMarkdown(report: IncidentReport): string {
  const facts = [
    `**Severity** ${safeInline(severityName(report))}`,
    `**Type** ${safeInline(report.type)}`,
    `**Status** ${report.status ?? "not recorded"}`,
    ...(report.kind === "incident" ? [] : [`**Kind** ${safeInline(report.kind)}`]),
    ...(report.asOf === null ? [] : [`**As of** ${sayInstant(report.asOf)}`]),
  ];
  const head = [`# ${safeInline(`${report.id}: ${report.title || "untitled"}`)}`, facts.join(" · ")];
  const blocks = layoutOf(report).map((block) => print(block, report));
  return `${[...head, ...blocks].join("\n\n")}\n`;
}

const cell = (said: Said): string => ("plain" in said ? safeCell(escaped(said.plain)) : safeCell(said.markdown));
const line = (said: Said): string => ("plain" in said ? safeInline(escaped(said.plain)) : safeInline(said.markdown));

/** A plain value as Markdown that shows it letter by letter. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_~[\]<>&]/g, "\\$&");
}

function print(block: Block, report: IncidentReport): string {
  switch (block.kind) {
    case "part":
      return `## ${block.title}`;
    case "subpart":
      return `### ${block.title}`;
    case "numbers":
      return table(
        block.numbers.map(({ name }) => name),
        [
          block.numbers.map(({ value }) => `**${cell({ plain: value })}**`),
          block.numbers.map(({ note }) => cell({ plain: note })),
        ],
      );
    case "facts":
      return table(
        ["", ""],
        block.rows.map(([name, said]) => [`**${name}**`, cell(said)]),
      );
    case "table":
      return `${block.title}:\n\n${table(
        block.head,
        block.rows.map((row) => row.map(cell)),
      )}`;
    case "list":
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : "-"} ${line(item)}`).join("\n");
    case "prose":
      return safeBlock(block.markdown, { length: 60_000 });
    case "note":
      return `_${safeInline(escaped(block.text))}_`;
    case "picture":
      return safeInline(escaped(timelineAlt(report)));
  }
}
