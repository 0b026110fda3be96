import type { RunbookReport } from "../runbook-report.ts";
import type { PartName } from "./frame.ts";
import type { IncidentLine, LineKind } from "./incident-line.ts";
import { printer, type Span } from "./printed.ts";
import { rowText, valueText } from "./row-text.ts";

/** A report as it is printed, with the places of its rows; those of incidents in the order of `lines`. */
export interface PrintedReport {
  readonly text: string;
  readonly spans: Readonly<Record<PartName, Span>>;
  /** `[0, 0]`: it has none. */
  readonly rows: readonly Span[];
  readonly broken: readonly Span[];
  readonly services: readonly Span[];
  /** In the order of the report. */
  readonly gaps: readonly Span[];
}

const nowhere: Span = [0, 0];

/** The same bytes as the report printed as JSON at once. `lines`: what its incident files add, in the order of paths. */
export function printReport(report: RunbookReport, lines: readonly IncidentLine[]): PrintedReport {
  const out = printer();
  const spans = {} as Record<PartName, Span>;
  const rows = lines.map(() => nowhere);
  const value = (name: PartName, given: unknown): void => {
    spans[name] = out.add(valueText(given, "  "));
  };
  const list = (name: PartName, texts: readonly string[], indent: string): readonly Span[] => {
    const printed = out.list(texts, indent);
    spans[name] = printed.span;
    return printed.rows;
  };
  const rowsOf = (name: PartName, given: readonly Parameters<typeof rowText>[0][]): readonly Span[] => {
    const texts = given.map((one) => rowText(one, "    "));
    return list(name, texts, "  ");
  };
  const listOf = (name: PartName, kinds: readonly LineKind[], indent: string): void => {
    const own = lines.flatMap(({ kind }, at) => (kinds.includes(kind) ? [at] : []));
    const printed = list(
      name,
      own.map((at) => lines[at]?.row ?? ""),
      indent,
    );
    for (const [index, at] of own.entries()) rows[at] = printed[index] ?? nowhere;
  };
  const { orphans, total, ...state } = report.runbooks;
  out.add(`{\n  "alerts": ${valueText(report.alerts, "  ")},\n  "rules": ${report.rules},\n  "runbooks": {\n`);
  out.add(`    "total": ${total},\n    "orphans": `);
  list(
    "orphans",
    orphans.map((one) => rowText(one, "      ")),
    "    ",
  );
  out.add(`,${valueText(state, "  ").slice(1)},\n  "incidents": `);
  value("incidents", report.incidents);
  out.add(',\n  "services": ');
  value("services", report.services);
  out.add(',\n  "byIncident": ');
  listOf("byIncident", ["covered", "bare"], "  ");
  out.add(',\n  "byService": ');
  const services = rowsOf("byService", report.byService);
  out.add(',\n  "broken": ');
  const broken = spansOf(
    lines,
    list(
      "broken",
      lines.flatMap((line) => line.broken),
      "  ",
    ),
  );
  out.add(',\n  "excluded": {\n    "kind": ');
  listOf("kind", ["kind"], "    ");
  out.add(',\n    "cancelled": ');
  listOf("cancelled", ["cancelled"], "    ");
  out.add(',\n    "duplicate": ');
  listOf("duplicate", ["duplicate"], "    ");
  out.add(',\n    "unreadable": ');
  listOf("unreadableIncidents", ["unreadable"], "    ");
  out.add('\n  },\n  "gaps": ');
  const gaps = rowsOf("gaps", report.gaps);
  out.add(',\n  "unreadable": ');
  rowsOf("unreadable", report.unreadable);
  out.add(`,\n  "rows": ${valueText(report.rows, "  ")},\n  "change": `);
  value("change", report.change);
  out.add("\n}\n");
  return { text: out.text(), spans, rows, broken, services, gaps };
}

/** The run of rows that each line has among the broken links. */
function spansOf(lines: readonly IncidentLine[], rows: readonly Span[]): readonly Span[] {
  let at = 0;
  return lines.map(({ broken }): Span => {
    const [first, last] = [rows[at], rows[at + broken.length - 1]];
    at += broken.length;
    return broken.length > 0 && first && last ? [first[0], last[1]] : nowhere;
  });
}
