import { redact } from "../../host/secrets/redact.ts";
import { compileTypst } from "../../host/typst.ts";
import type { IncidentReport } from "../../model/incident-report.ts";
import { incidentReport } from "../../reports/incident-report.ts";
import { incidentReportJson } from "../../reports/incident-report-json.ts";
import { type ExitCode, exit, UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { plain } from "../plain.ts";
import { type Asked, textOf } from "../verb.ts";
import { openWorkspace } from "../workspace.ts";
import { findIncident, incidentPaths, readIncident } from "./find-incident.ts";
import { readFiles, readRunbooks } from "./read-archive.ts";
import { outputOf, writeOutput } from "./write-output.ts";

const formats = ["md", "json", "html", "pdf"] as const;
type Format = (typeof formats)[number];

/** `report`: an incident's report, in one of four formats. */
export async function runReport(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const { root, config, now } = workspace;
  const out = outputOf(asked, workspace);
  const format = formatOf(asked, out);
  const paths = incidentPaths(workspace);
  const path = findIncident(asked.args[0] ?? "", workspace, paths);
  const { text, masked } = redact(readIncident(root, path));
  if (masked.length > 0) {
    io.err(
      `Note: ${masked.length} secret${masked.length === 1 ? "" : "s"} of ${plain(path)} masked in the report; revoke and remove what is in the file.`,
    );
  }
  const progress = io.progress("Reading", paths.length);
  const archive = readFiles(root, paths, progress.at);
  progress.end();
  const result = incidentReport({ path, text, config, runbooks: readRunbooks(workspace), archive, now });
  if (result.kind === "broken") {
    io.err(
      `${plain(path)}:${result.line}: ${plain(result.reason)}. Correct it (\`npx gitcident check\` says more), then report.`,
    );
    return exit.findings;
  }
  writeOutput(await render(result.report, format), out, asked, io);
  for (const note of result.report.notes) io.err(`Note: ${plain(note)}`);
  return exit.ok;
}

function formatOf(asked: Asked, out: string | undefined): Format {
  const given = textOf(asked, "format");
  if (asked.options["json"] === true) {
    if (given === undefined || given === "json") return "json";
    throw new UsageError(`Unexpected --json with --format ${given}, expected one of them`);
  }
  const ending = given ?? /\.(\w+)$/.exec(out ?? "")?.[1]?.toLowerCase() ?? "md";
  return formats.find((known) => known === ending) ?? "md";
}

/** Each format's code is loaded when it is asked for. */
async function render(report: IncidentReport, format: Format): Promise<string | Uint8Array> {
  if (format === "json") return incidentReportJson(report);
  if (format === "html") return (await import("../../reports/incident-report-html.ts")).incidentReportHtml(report);
  if (format === "md") return (await import("../../reports/incident-report-md.ts")).incidentReportMarkdown(report);
  const typst = (await import("../../reports/incident-report-typst.ts")).incidentReportTypst(report);
  const pdf = await compileTypst({ source: typst.source, inputs: { report: typst.report } });
  if (pdf.kind === "pdf") return pdf.bytes;
  if (pdf.kind === "failed") throw new Error(`Unexpected failure of Typst: ${pdf.reason}`);
  throw new UsageError(
    "Unexpected --format pdf without its compiler, which is optional: run `npm install @myriaddreamin/typst-ts-node-compiler@0.7`, or use --format html and print it",
  );
}
