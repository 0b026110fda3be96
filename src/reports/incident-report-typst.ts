import { cut } from "../markdown/visible.ts";
import type { IncidentReport } from "../model/incident-report.ts";
import type { Block, Said } from "./report-blocks.ts";
import { layoutOf, sayInstant, severityName } from "./report-layout.ts";
import { timelineAlt, timelineSvg } from "./report-picture.ts";
import { reportTypst } from "./report-typst.ts";
import { type TypstNode, typstNodes, typstText } from "./typst-nodes.ts";

/** What a Typst compiler needs for the PDF. */
export interface TypstDocument {
  /** Typst source. It is the same for every report: nothing of a record is ever in it. */
  readonly source: string;
  /** JSON, read by the source from `sys.inputs.report`. */
  readonly report: string;
}

/** The report for Typst: a fixed source and the report as JSON. The document's date is the incident's. */
export function incidentReportTypst(report: IncidentReport): TypstDocument {
  const date = report.times.started ?? report.times.declared ?? report.asOf;
  const page = {
    id: typstText(cut(report.id, 60)),
    title: typstText(report.title || "Untitled incident"),
    date: date === null ? null : date.slice(0, 10).split("-").map(Number),
    severity: report.severity.name,
    tags: [
      severityName(report),
      report.type,
      report.status ?? "status not recorded",
      ...(report.kind === "incident" ? [] : [report.kind]),
      report.asOf === null ? sayInstant(report.times.started) : `as of ${sayInstant(report.asOf)}`,
    ].map(typstText),
    path: typstText(report.path),
    picture: { svg: timelineSvg(report), alt: timelineAlt(report) },
    blocks: layoutOf(report).map(blockOf),
  };
  return { source: reportTypst, report: JSON.stringify(page) };
}

const said = (one: Said): readonly TypstNode[] =>
  "plain" in one ? [{ k: "t", t: typstText(one.plain) }] : tight(typstNodes(one.markdown));

/** A single paragraph in a cell or item is its words. */
function tight(nodes: readonly TypstNode[]): readonly TypstNode[] {
  const [only] = nodes;
  return nodes.length === 1 && only?.k === "p" ? (only.c ?? []) : nodes;
}

function blockOf(block: Block): object {
  switch (block.kind) {
    case "part":
    case "subpart":
    case "picture":
      return block;
    case "numbers":
      return {
        ...block,
        numbers: block.numbers.map((one) => ({ ...one, value: typstText(one.value), note: typstText(one.note) })),
      };
    case "note":
      return { ...block, text: typstText(block.text) };
    case "facts":
      return { ...block, rows: block.rows.map(([name, one]) => [name, said(one)]) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(said)) };
    case "list":
      return { ...block, items: block.items.map(said) };
    case "prose":
      return { kind: "prose", nodes: typstNodes(block.markdown) };
  }
}
