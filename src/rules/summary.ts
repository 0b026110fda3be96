import { safeCell, safeInline } from "../markdown/safe-text.ts";
import type { Finding } from "../model/finding.ts";
import type { Checked } from "./checked.ts";
import { sayCount } from "./said.ts";

/** What a check run says: GitHub allows 65,535 characters of summary. */
export interface CheckSummary {
  readonly title: string;
  /** Markdown. Nothing from the files pings, links or closes anything in it. */
  readonly summary: string;
  readonly conclusion: "success" | "failure";
}

/** Rows of a table of findings, so that the summary stays inside GitHub's limit; the rest is counted. */
const maxRows = 100;
const maxPraise = 40;
const maxDisabled = 40;

/** Findings of files that nobody changes now. */
export interface Older {
  readonly findings: number;
  readonly records: number;
}

/** What is said beside the findings. */
interface Beside {
  readonly older?: Older | undefined;
  /** How many findings come with a suggested change on the pull request. */
  readonly suggestions?: number;
}

/** Says what blocks the merge, what is advice, what is done well and what was switched off, for one or several files. */
export function checkSummary(results: readonly Checked[], { older, suggestions = 0 }: Beside = {}): CheckSummary {
  const findings = results.flatMap((result) => result.findings);
  const blocking = findings.filter(({ severity }) => severity === "error");
  const advice = findings.filter(({ severity }) => severity === "warning");
  const parts = [
    ...table("What blocks the merge", blocking),
    ...table("Advice", advice),
    ...(suggestions > 0
      ? [`${sayCount(suggestions, "finding")} can be mended by a suggested change on the lines.`]
      : []),
    ...switchedOff(results),
    ...praise(results),
    ...(older && older.findings > 0 ? [sayOlder(older)] : []),
    ...(results.length === 0 ? ["Nothing here is an incident file: there is nothing to check."] : []),
  ];
  return {
    title: titleOf(blocking.length, advice.length, results.length),
    summary: `${parts.join("\n\n")}\n`,
    conclusion: blocking.length > 0 ? "failure" : "success",
  };
}

function titleOf(blocking: number, advice: number, files: number): string {
  if (files === 0) return "Not applicable";
  const hint = advice > 0 ? `${advice} ${advice === 1 ? "is" : "are"} advice` : "";
  if (blocking > 0) {
    const blocks = `${sayCount(blocking, "finding")} ${blocking === 1 ? "blocks" : "block"} the merge`;
    return hint ? `${blocks}, ${hint}` : blocks;
  }
  return hint ? `Nothing blocks the merge, ${hint}` : "Nothing blocks the merge";
}

function table(title: string, findings: readonly Finding[]): readonly string[] {
  if (findings.length === 0) return [];
  const rows = findings.slice(0, maxRows).map((finding) => {
    const where = safeCell(`${finding.path}:${finding.place.line}`, { length: 160 });
    return `| ${where} | ${safeCell(finding.message, { length: 300 })} | ${safeCell(finding.fix, { length: 200 })} |`;
  });
  const more = findings.length - rows.length;
  const head = ["| Where | What | How to fix it |", "| --- | --- | --- |"];
  const rest = more > 0 ? [`And ${more} more, which do not fit here.`] : [];
  return [`### ${title}`, [...head, ...rows].join("\n"), ...rest];
}

function switchedOff(results: readonly Checked[]): readonly string[] {
  const lines = results.flatMap(({ path, disabled = [] }) =>
    disabled.map(({ rule, line, reason, findings }) => {
      const where = safeInline(`${path}:${line}`, { length: 160 });
      return `- ${where} ${rule} (${sayCount(findings, "finding")}): ${safeInline(reason, { length: 200 })}`;
    }),
  );
  if (lines.length === 0) return [];
  const more = lines.length - maxDisabled;
  const rest = more > 0 ? [`And ${more} more.`] : [];
  return ["### Switched off in the files", lines.slice(0, maxDisabled).join("\n"), ...rest];
}

function sayOlder({ findings, records }: Older): string {
  const older = sayCount(findings, "older finding");
  return `${older} in ${sayCount(records, "other record")}: nothing that blocks here. \`gitcident check\` lists them.`;
}

function praise(results: readonly Checked[]): readonly string[] {
  const several = results.length > 1;
  const lines = results.flatMap(({ path, good }) =>
    good.map((sentence) => `- ${several ? `${safeInline(path, { length: 160 })}: ` : ""}${safeInline(sentence)}`),
  );
  if (lines.length === 0) return [];
  return ["### What is done well", lines.slice(0, maxPraise).join("\n")];
}
