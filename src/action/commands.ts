import { redactLine } from "../host/secrets/redact.ts";
import type { Finding } from "../model/finding.ts";

/** The runner shows at most ten annotations of a type for each step. */
export const annotationsPerStep = 10;

/**
 * A workflow command such as `::error file=a.md,line=3::text`. Line ends and separators are escaped as the runner's own
 * toolkit does, so that no text can start a command of its own.
 */
export function command(name: "error" | "warning" | "notice", properties: Properties, text: string): string {
  const listed = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined || value === "" ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${name}${listed.length > 0 ? ` ${listed.join(",")}` : ""}::${escapeText(redactLine(text))}`;
}

interface Properties {
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

export function annotation({ rule, severity, path, place, message, fix }: Finding): string {
  const { line, column, endLine, endColumn } = place;
  // Columns are taken on a single line only.
  const columns = line === endLine ? { col: column, endColumn } : {};
  return command(severity, { title: rule, file: path, line, endLine, ...columns }, `${message}\n${fix}`);
}

/**
 * A line for the log. The runner takes a line that begins with `::`, and `##[` wherever it stands, for a command; it ends
 * a line at a lone carriage return, too.
 */
export function logLine(text: string): string {
  const line = redactLine(text)
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll("##[", "## [")
    .trim();
  return line.startsWith("::") ? `: ${line}` : line;
}

function escapeText(text: string): string {
  // The older form of a command is found anywhere in a line.
  return text
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A")
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, " ")
    .replaceAll("##[", "## [");
}

function escapeProperty(text: string): string {
  return escapeText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
