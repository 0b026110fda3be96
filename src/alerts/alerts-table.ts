import type { Table, TableCell } from "mdast";
import { type Document, plainText, readDocument, spanOf } from "../markdown/document.ts";
import type { Alert, Unreadable } from "../model/alert.ts";
import type { Finding } from "../model/finding.ts";
import { type AlertsRead, unread } from "./alerts-read.ts";

/** A table of a Markdown file whose head names alerts and runbooks: `Alert | Description | Runbook`. */
export function readAlertsTable(path: string, text: string): AlertsRead {
  const read = readDocument(path, text);
  if (read.kind === "unread") return unread(path, read.line, `Unexpected ${read.reason}`);
  const tables = read.document.tree.children.filter((node): node is Table => node.type === "table");
  const columns = tables.flatMap((table) => {
    const heads = (table.children[0]?.children ?? []).map((cell) => plainText(cell).trim().toLowerCase());
    const [name, runbook] = [
      heads.findIndex(isAlertHead),
      heads.findIndex((head) => /^(?:run|play)books?\b/.test(head)),
    ];
    return name === -1 || runbook === -1 ? [] : [{ table, name, runbook, severity: heads.indexOf("severity") }];
  });
  if (columns.length === 0) {
    return unread(path, 1, "Unexpected file without a table of alerts, expected a head with Alert and Runbook");
  }
  const alerts: Alert[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for (const { table, name, runbook, severity } of columns) {
    for (const row of table.children.slice(1)) {
      const place = read.document.placeOf(spanOf(row));
      const cells = row.children.map((cell) => plainText(cell).trim());
      const title = cells[name] ?? "";
      const link = linkIn(row.children[runbook]);
      const said = isPlaceholder(link) ? "" : link;
      const level = cells[severity];
      const twice = title !== "" && seen.has(title.toLowerCase());
      seen.add(title.toLowerCase());
      if (twice) findings.push(found(path, place, "alert-duplicate", title));
      const blank = title === "" || isPlaceholder(title);
      if (blank || cells.some((cell, index) => index !== name && isPlaceholder(cell))) {
        findings.push(found(path, place, "alert-placeholder", title));
      }
      if (!blank && !twice) {
        alerts.push({
          name: title,
          ...(level && { severity: level }),
          labels: {},
          annotations: {},
          ...(said !== "" && { runbook: { text: said, place } }),
          path,
          line: place.line,
        });
      }
    }
  }
  return { alerts, unreadable: rowsOutside(path, read.document), findings };
}

/** Rows that a blank line or a head of another width keeps out of every table: nobody sees them as rows, and they are none. */
function rowsOutside(path: string, document: Document): readonly Unreadable[] {
  return document.tree.children
    .filter((node) => node.type === "paragraph" && plainText(node).startsWith("|"))
    .map((node) => ({
      path,
      line: document.placeOf(spanOf(node)).line,
      reason:
        "Unexpected row outside of a table, expected no blank line above it, and as many dashes below the head as it has cells",
    }));
}

const isAlertHead = (head: string): boolean => /^alerts?(?: name)?$/.test(head);

/** Words that a template holds where something is to be written. */
function isPlaceholder(cell: string): boolean {
  const said = cell.slice(0, 300);
  return (
    /^(?:link to (?:the )?(?:run|play)book|describe the alert\b.{0,40}|example alert\b.{0,20}|todo|tbd|…|\.{3})\.?$/i.test(
      said,
    ) || /^(?:\{\{[^{}]*\}\}|<[^<>]*>|\[[^[\]]*\])$/.test(said)
  );
}

/** Where a cell leads, else what it says. A dash says that there is none. */
function linkIn(cell: TableCell | undefined): string {
  const link = cell?.children.find((node) => node.type === "link");
  const said = link?.type === "link" ? link.url : cell ? plainText(cell).trim() : "";
  return /^(?:[-–—]|none|n\/a)?$/i.test(said) ? "" : said;
}

function found(path: string, place: Finding["place"], rule: string, what: string): Finding {
  const twice = rule === "alert-duplicate";
  const shown = what.replaceAll(/[`\p{C}]/gu, " ").slice(0, 80);
  return {
    rule,
    severity: "warning",
    path,
    place,
    message: twice
      ? `Unexpected second row of \`${shown}\`, expected each alert once`
      : `Unexpected placeholder (${shown || "a row without a name"}), expected an alert with its runbook`,
    fix: twice ? "Remove one of the two." : "Fill in the row or remove it: it is not counted.",
  };
}
