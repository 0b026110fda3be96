import { type CoverageSummary, summaryOf } from "../../reports/coverage-summary.ts";
import { keepCoverage } from "../../reports/kept-coverage/keep-coverage.ts";
import { makeReport } from "../../reports/runbook-report.ts";
import type { Io } from "../io.ts";
import { printJson } from "../plain.ts";
import { keepReport, seenTree } from "./kept-report.ts";
import { readTree } from "./read-coverage.ts";
import { walkWanted } from "./wanted-tree.ts";
import type { CoverageWorkspace } from "./with-options.ts";

/** The report made anew from all files, and kept in a folder where there is one. */
export function newAnswer(
  workspace: CoverageWorkspace,
  folder: string | undefined,
  io: Io,
): { readonly json: () => string; readonly summary: CoverageSummary } {
  const tree = walkWanted(workspace);
  const seen = folder === undefined ? undefined : seenTree(workspace, tree);
  const input = readTree(
    workspace,
    tree,
    seen && folder !== undefined ? { folder, stampOf: seen.stampOf } : undefined,
    io,
  );
  const made = makeReport(input);
  const summary = summaryOf(made.report);
  if (folder === undefined || !seen) return { json: () => printJson(made.report), summary };
  const kept = keepCoverage(made, input.runbooks);
  keepReport(workspace, folder, seen, kept.parts);
  return { json: () => kept.text, summary };
}
