import type { Finding } from "../../model/finding.ts";

/** What one finding is in a check run: docs.github.com/rest/checks/runs#create-a-check-run. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning";
  readonly title: string;
  readonly message: string;
}

/** GitHub's limits: 50 annotations a request, 64 KB of message, 255 characters of title, 65,535 of summary. */
export const annotationsPerRequest = 50;
const maxMessage = 65_000;
const maxTitle = 255;
const maxSummary = 65_535;

export function annotationOf({ rule, severity, path, place, message, fix }: Finding): Annotation {
  const start = Math.max(1, place.line);
  const end = Math.max(start, place.endLine);
  // Columns are taken on a single line only, and must not run backwards.
  const columns =
    start === end && place.column >= 1
      ? { start_column: place.column, end_column: Math.max(place.column, place.endColumn) }
      : {};
  return {
    path,
    start_line: start,
    end_line: end,
    ...columns,
    annotation_level: severity === "error" ? "failure" : "warning",
    title: cut(rule, maxTitle, "…"),
    message: cut(`${message}\n${fix}`.trim() || rule, maxMessage, "… (cut)"),
  };
}

export function checkTitle(title: string): string {
  return cut(title, maxTitle, "…") || "Gitcident";
}

export function checkText(summary: string): string {
  return cut(summary, maxSummary, "\n\n… The summary is longer than GitHub takes; the rest is cut.\n");
}

/** Cut in UTF-8 bytes, whichever way GitHub counts; never through a character. */
function cut(text: string, most: number, said: string): string {
  if (Buffer.byteLength(text) <= most) return text;
  const kept = Buffer.from(text).subarray(0, most - Buffer.byteLength(said));
  return new TextDecoder().decode(kept).replace(/\uFFFD+$/, "") + said;
}
