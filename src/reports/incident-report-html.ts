import type { IncidentReport } from "../model/incident-report.ts";
import { escapeHtml } from "./escape-html.ts";
import { inlineHtml, markdownHtml } from "./markdown-html.ts";
import type { Block, Said } from "./report-blocks.ts";
import { layoutOf, sayInstant, severityName } from "./report-layout.ts";
import { timelineAlt, timelineSvg } from "./report-picture.ts";
import { reportStyle } from "./report-style.ts";

/**
 * The report as one HTML file: no script, nothing from outside, light and dark, printable, and readable without seeing
 * it. A content security policy in the file forbids what the sanitising should not have let through.
 */
export function incidentReportHtml(report: IncidentReport): string {
  const name = `${report.id}: ${report.title || "untitled"}`;
  const blocks = layoutOf(report);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Gitcident">
<title>${escapeHtml(name)}</title>
<style>
${reportStyle}
</style>
</head>
<body>
<a class="skip" href="#report">Skip to the report</a>
<header>
<p class="id">Incident report <span>${escapeHtml(report.id)}</span></p>
<h1>${escapeHtml(report.title || "Untitled incident")}</h1>
<p class="tags">${tags(report)}</p>
</header>
<nav aria-label="Parts of this report">
${contents(blocks)}
</nav>
<main id="report" tabindex="-1">
${parts(blocks, report)}
</main>
<footer><p>From <code>${escapeHtml(report.path)}</code>. Every number is computed from the record, by the formula beside it; what is not recorded is not guessed.</p></footer>
</body>
</html>
`;
}

function tags(report: IncidentReport): string {
  const words = [
    [`severity ${report.severity.name ?? ""}`.trim(), severityName(report)],
    ["", report.type],
    ["", report.status ?? "status not recorded"],
    ...(report.kind === "incident" ? [] : [["kind", report.kind]]),
    ["", report.asOf === null ? sayInstant(report.times.started) : `as of ${sayInstant(report.asOf)}`],
  ];
  return words
    .map(([kind = "", text = ""]) => `<span class="tag${kind === "" ? "" : ` ${kind}`}">${escapeHtml(text)}</span>`)
    .join(" ");
}

const anchor = (title: string): string => title.toLowerCase().replaceAll(/[^a-z]+/g, "-");

function contents(blocks: readonly Block[]): string {
  const links = blocks.flatMap((block) =>
    block.kind === "part" ? [`<li><a href="#${anchor(block.title)}">${block.title}</a></li>`] : [],
  );
  return `<ul>\n${links.join("\n")}\n</ul>`;
}

/** Every part in a section that its heading names. */
function parts(blocks: readonly Block[], report: IncidentReport): string {
  const out: string[] = [];
  let open = false;
  for (const block of blocks) {
    if (block.kind === "part") {
      const id = anchor(block.title);
      out.push(`${open ? "</section>\n" : ""}<section aria-labelledby="${id}">\n<h2 id="${id}">${block.title}</h2>`);
      open = true;
    } else out.push(print(block, report));
  }
  return `${out.join("\n")}${open ? "\n</section>" : ""}`;
}

const cell = (said: Said): string => ("plain" in said ? escapeHtml(said.plain) : inlineHtml(said.markdown));

function print(block: Block, report: IncidentReport): string {
  switch (block.kind) {
    case "part":
    case "subpart":
      return `<h3>${escapeHtml(block.title)}</h3>`;
    case "numbers":
      return `<dl class="numbers">\n${block.numbers
        .map(
          ({ name, value, note }) =>
            `<div><dt>${escapeHtml(name)}</dt><dd><strong>${escapeHtml(value)}</strong><small>${escapeHtml(note)}</small></dd></div>`,
        )
        .join("\n")}\n</dl>`;
    case "facts": {
      const rows = block.rows.map(
        ([name, said]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${cell(said)}</td></tr>`,
      );
      return scrolled(
        `<table class="facts">\n<caption>${escapeHtml(block.title)}</caption>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`,
        block.title,
      );
    }
    case "table":
      return dataTable(block);
    case "list": {
      const tag = block.ordered ? "ol" : "ul";
      return `<${tag}>\n${block.items.map((item) => `<li>${cell(item)}</li>`).join("\n")}\n</${tag}>`;
    }
    case "prose":
      return markdownHtml(block.markdown);
    case "note":
      return `<p class="note">${escapeHtml(block.text)}</p>`;
    case "picture":
      return `<figure>\n${scrolled(picture(report), "Timeline picture")}\n<figcaption>The numbers are those of the table below.</figcaption>\n</figure>`;
  }
}

function picture(report: IncidentReport): string {
  const named = `<svg class="timeline" role="img" aria-label="${escapeHtml(timelineAlt(report))}" `;
  return timelineSvg(report).replace("<svg ", () => named);
}

function dataTable({ title, head, rows }: Extract<Block, { readonly kind: "table" }>): string {
  const body = rows.map((row) => {
    const cells = row.map((said, index) =>
      index === 0 ? `<th scope="row">${cell(said)}</th>` : `<td${classOf(said, head[index])}>${cell(said)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const heads = head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join("");
  return scrolled(
    `<table>\n<caption>${escapeHtml(title)}</caption>\n<thead><tr>${heads}</tr></thead>\n<tbody>\n${body.join("\n")}\n</tbody>\n</table>`,
    title,
  );
}

/** A wide table scrolls by itself, by keyboard too, instead of making the page wide. */
function scrolled(table: string, title: string): string {
  return `<div class="wide" role="region" tabindex="0" aria-label="${escapeHtml(title)}">\n${table}\n</div>`;
}

const states = ["done", "open", "overdue", "high", "medium", "low", "yes", "no"];

/** Words of the record may be long; states have a colour of their own beside their text. */
function classOf(said: Said, head = ""): string {
  if ("markdown" in said) return ' class="said"';
  const known = ["Status", "Priority", "Holds"].includes(head) && states.includes(said.plain);
  return known ? ` class="is-${said.plain}"` : "";
}
