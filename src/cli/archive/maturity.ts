import { maturityOf } from "../../reports/maturity/maturity.ts";
import { maturityPage } from "../../reports/maturity/maturity-page.ts";
import { runbookReport } from "../../reports/runbook-report.ts";
import { noteConfig } from "../config-notes.ts";
import type { ExitCode } from "../exit.ts";
import type { Io } from "../io.ts";
import { readArchive } from "../metrics/read-archive.ts";
import { plain, printJson } from "../plain.ts";
import { asksForJson, outputOf, writeOutput } from "../report/write-output.ts";
import { readCoverage } from "../runbook-coverage/read-coverage.ts";
import { type Asked, nowGiven } from "../verb.ts";
import { openWorkspace } from "../workspace.ts";

/** `maturity`: how incidents are handled, as far as the working tree shows, and what would help most. */
export async function runMaturity(asked: Asked, io: Io): Promise<ExitCode> {
  const workspace = openWorkspace(asked, io);
  const configured = noteConfig(workspace, io);
  const out = outputOf(asked, workspace);
  const facts = readArchive(workspace, asked, io);
  const coverage = runbookReport(readCoverage(workspace, asked, io));
  const report = maturityOf(facts, coverage, workspace.config, nowGiven(asked));
  const json = asksForJson(asked, out);
  const page = (): string => maturityPage(report, workspace.config.reports);
  writeOutput(
    json ? printJson(report) : out === undefined ? page().split("\n").map(plain).join("\n") : page(),
    out,
    asked,
    io,
  );
  return configured;
}
