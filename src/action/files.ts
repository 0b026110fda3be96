import { appendFileSync } from "node:fs";

/** GitHub takes 1 MiB of summary for each step, and drops all of one that is larger. */
export const mostSummary = 1_000_000;

/** Appends outputs to the runner's file, each in a heredoc whose delimiter occurs in no value. */
export function writeOutputs(file: string, outputs: Readonly<Record<string, string>>): void {
  appendFileSync(
    file,
    outputsText(outputs, () => `gitcident-${crypto.randomUUID()}`),
  );
}

/** `name<<delimiter`, the value, `delimiter`. `draw` gives another delimiter each time. */
export function outputsText(outputs: Readonly<Record<string, string>>, draw: () => string): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      let delimiter = draw();
      while (value.includes(delimiter)) delimiter = draw();
      return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
    })
    .join("");
}

/** Appends Markdown to the job's summary. The text is at most `mostSummary` bytes. */
export function writeSummary(file: string, text: string): void {
  appendFileSync(file, text);
}
