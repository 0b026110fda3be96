import { join, relative } from "node:path";
import type { Finding } from "../../model/finding.ts";
import type { Io } from "../io.ts";
import { plain, printJson } from "../plain.ts";
import { ruleUrl } from "../rule-url.ts";
import type { Workspace } from "../workspace.ts";
import type { CheckResult } from "./check-files.ts";

/** `check --json`: findings with their address in the documentation. */
export function checkJson({ files, findings, skipped, disabled }: CheckResult): string {
  return printJson({
    files,
    findings: findings.map(({ rule, severity, message, fix, path, place, edit }) => ({
      rule,
      severity,
      message,
      fix,
      path,
      line: place.line,
      column: place.column,
      url: ruleUrl(rule),
      // What stands from there to there becomes the text.
      ...(edit && { edit: { ...edit.place, text: edit.text } }),
    })),
    skipped,
    disabled,
  });
}

/** One block of two lines for each finding, as editors and terminals link them. */
export function checkText({ findings }: CheckResult, { root, cwd }: Workspace, io: Io): string {
  return findings
    .map(({ path, place, severity, rule, message, fix }) => {
      const where = plain(relative(cwd, join(root, path)) || path);
      const colour = severity === "error" ? "red" : "yellow";
      const head = `${where}:${place.line}:${place.column}  ${io.paint(colour, severity)}  ${io.paint("bold", rule)}`;
      return `${head}  ${plain(message)}\n    ${io.paint("dim", plain(fix))}\n`;
    })
    .join("");
}

/** One annotation command for each finding: github.com/actions/toolkit, `command.ts`, has the escapes. */
export function checkAnnotations({ findings }: CheckResult): string {
  return findings.map((finding) => `${annotation(finding)}\n`).join("");
}

function annotation({ rule, severity, path, place, message, fix }: Finding): string {
  const properties = {
    file: path,
    line: place.line,
    endLine: place.endLine,
    // Columns count only within one line.
    ...(place.line === place.endLine && { col: place.column, endColumn: place.endColumn }),
    title: rule,
  };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${severity} ${listed.join(",")}::${escapeValue(`${message}\n${fix}`)}`;
}

function escapeValue(text: string): string {
  const escaped = text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  // The runner also looks for its old commands, `##[…]`, anywhere in a line.
  return escaped.replaceAll("##[", "## [").replaceAll(/[\p{Cc}\u2028\u2029]/gu, "\uFFFD");
}

function escapeProperty(text: string): string {
  return escapeValue(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** What came of it in one line, after a line for each file that was skipped. */
export function sayCheck({ files, findings, skipped, disabled }: CheckResult, io: Io, annotated: boolean): void {
  for (const { path, line, rule, reason } of disabled)
    io.err(`Switched off ${plain(path)}:${line} ${rule}: ${plain(reason)}`);
  for (const { path, reason } of skipped) io.err(`Skipped ${plain(path)}: ${reason}`);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - errors;
  const said = [count(errors, "error"), count(warnings, "warning")].join(" and ");
  const also = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
  io.err(`${count(files, "file")} checked${also}: ${said}`);
  if (annotated && Math.max(errors, warnings) > 10) {
    io.err("GitHub shows the first 10 annotations of a step of each kind; all of them are in this log.");
  }
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
