import type { Environment } from "./environment.ts";
import { writeOutputs, writeSummary } from "./files.ts";

/** The report of a run that had nothing to look at. A run is never just green: it says why. Returns the exit code. */
export function reportNothing(why: string, { summaryFile, outputFile }: Environment): number {
  // The only foreign words in it are an event's name and action.
  const said = why.replaceAll(/[^\w ()/,.-]/g, "");
  if (summaryFile) writeSummary(summaryFile, `# Gitcident\n\nNothing was to do: ${said}.\n`);
  if (outputFile) writeOutputs(outputFile, { findings: "0", errors: "0", incident: "", plan: "[]" });
  return 0;
}
