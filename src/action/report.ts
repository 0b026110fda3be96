import { annotation, annotationsPerStep, command } from "./commands.ts";
import type { Environment } from "./environment.ts";
import { writeOutputs, writeSummary } from "./files.ts";
import { outputsOf } from "./outputs.ts";
import type { Ran } from "./run.ts";

/** Tells what came of a run: annotations, summary, outputs. Returns the step's exit code. */
export async function report(ran: Ran, environment: Environment, print: (line: string) => void): Promise<number> {
  const { done, why, readOnly } = ran;
  const failures = done.flatMap(({ failure }) => failure ?? []);
  const findings = done.flatMap((one) => one.findings ?? []);
  // Where a check run was written, it shows the findings on their lines.
  const untold = readOnly || environment.dryRun || failures.length > 0 ? findings : [];
  for (const severity of ["error", "warning"] as const) {
    const some = untold.filter((finding) => finding.severity === severity);
    // One place is kept for saying that there are more.
    const shown = some.length > annotationsPerStep ? some.slice(0, annotationsPerStep - 1) : some;
    for (const finding of shown) print(annotation(finding));
    const more = some.length - shown.length;
    if (more > 0) print(command(severity, {}, `${more} more findings of this kind are in the job's summary.`));
  }
  for (const failure of new Set(failures)) print(command("error", { title: "Gitcident" }, failure));
  if (environment.summaryFile) {
    const { summaryOf } = await import("./summary.ts");
    writeSummary(environment.summaryFile, summaryOf(why, done, environment.dryRun || readOnly));
  }
  if (environment.outputFile) writeOutputs(environment.outputFile, outputsOf(done));
  const errors = findings.filter(({ severity }) => severity === "error").length;
  if (readOnly && errors > 0) print(command("error", {}, `${errors} findings block the merge.`));
  return failures.length > 0 || ran.failure !== undefined || (readOnly && errors > 0) ? 1 : 0;
}
