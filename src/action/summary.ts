import { safeCell, safeInline } from "../markdown/safe-text.ts";
import type { Finding } from "../model/finding.ts";
import { nameOf } from "../model/target.ts";
import { mostSummary } from "./files.ts";
import { headline } from "./headline.ts";
import type { Done } from "./work.ts";

/**
 * The job's summary: what was looked at, every finding, the reports' numbers. Text from outside is made inert. What does
 * not fit in `most` bytes is counted and said.
 */
export function summaryOf(why: string, done: readonly Done[], dry: boolean, most = mostSummary): string {
  const head = ["# Gitcident", safeInline(why), looked(done, dry)].join("\n\n");
  const archive = done.findLast((one) => one.archive)?.archive;
  const tail = [...(archive ? [headline(archive)] : []), ...notes(done)].join("\n\n");
  const room = most - Buffer.byteLength(head) - Buffer.byteLength(tail) - 500;
  return `${[head, ...findings(done, room), tail].filter((part) => part !== "").join("\n\n")}\n`;
}

function looked(done: readonly Done[], dry: boolean): string {
  if (done.length === 0) return "Nothing was to do.";
  const rows = done.map(({ target, effects, failure, findings }) => {
    const result = failure ?? (findings && findings.length > 0 ? `${findings.length} findings` : "in order");
    return `| ${nameOf(target)} | ${effects.length} | ${safeCell(result, { length: 500 })} |`;
  });
  return [`| Looked at | ${dry ? "Would write" : "Written"} | Result |`, "| --- | --- | --- |", ...rows].join("\n");
}

/** A table for all findings, worst first; rows that don't fit are counted. */
function findings(done: readonly Done[], room: number): readonly string[] {
  const all = done.flatMap((one) => one.findings ?? []);
  if (all.length === 0) return [];
  const errors = all.filter(({ severity }) => severity === "error");
  const sorted = [...errors, ...all.filter(({ severity }) => severity === "warning")];
  const files = new Set(all.map(({ path }) => path)).size;
  const title = `## ${all.length} findings in ${files} files, ${errors.length} of them errors`;
  const lines = [title, "", "| | Where | What | How to fix it |", "| --- | --- | --- | --- |"];
  const cell = cells();
  let left = room;
  for (const [index, finding] of sorted.entries()) {
    const row = rowOf(finding, cell);
    left -= Buffer.byteLength(row) + 1;
    if (left < 0) {
      lines.push("", `And ${sorted.length - index} more, which do not fit here.`);
      break;
    }
    lines.push(row);
  }
  return [lines.join("\n")];
}

type Cell = (text: string, length: number) => string;

function rowOf({ severity, path, place, rule, message, fix }: Finding, cell: Cell): string {
  const where = `${cell(path, 160)}:${place.line}:${place.column}`;
  return `| ${severity === "error" ? "❌" : "⚠️"} ${rule} | ${where} | ${cell(message, 300)} | ${cell(fix, 200)} |`;
}

/** Making a text inert takes a parser; the same advice comes many times. */
function cells(): Cell {
  const known = new Map<string, string>();
  return (text, length) => {
    const made = known.get(text) ?? safeCell(text, { length });
    known.set(text, made);
    return made;
  };
}

function notes(done: readonly Done[]): readonly string[] {
  const all = [...new Set(done.flatMap((one) => one.notes))];
  if (all.length === 0) return [];
  const shown = all.slice(0, 50).map((note) => `- ${safeInline(note, { length: 300 })}`);
  return ["## Notes", [...shown, ...(all.length > 50 ? [`- And ${all.length - 50} more.`] : [])].join("\n")];
}
