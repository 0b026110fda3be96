import { join } from "node:path";
import { type Finding, fileStart } from "../../model/finding.ts";
import type { Instant } from "../../model/time.ts";
import { checkIncident } from "../../rules/check-incident.ts";
import { readText, stampAt } from "../read-text.ts";
import type { Skipped } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";
import type { Cache } from "./cache.ts";
import type { Found } from "./find-files.ts";

/** What came of a check. */
export interface CheckResult {
  /** How many files the rules were asked of. */
  readonly files: number;
  /** The config's first, then by path, line, column and rule. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}

/** Asks the rules of every file that was found. `said` hears how many are done. */
export function checkFiles(
  workspace: Workspace,
  templates: Readonly<Record<string, string>>,
  found: Found,
  cache: Cache,
  said: (done: number) => void,
): CheckResult {
  const { root, config, now } = workspace;
  const findings: Finding[] = [...workspace.findings];
  const skipped: Skipped[] = [...found.skipped];
  let files = 0;
  for (const [index, path] of found.paths.entries()) {
    said(index);
    const absolute = join(root, path);
    const known = cache.untouched(path, stampAt(absolute), now);
    if (known) {
      files++;
      findings.push(...known);
      continue;
    }
    const read = readText(absolute);
    if (read.kind === "skipped") {
      skipped.push({ path, reason: read.reason });
      continue;
    }
    files++;
    const check = (at: Instant) => checkIncident({ path, text: read.text, config, now: at, templates }).findings;
    findings.push(...cache.findings({ path, ...read }, now, check));
  }
  const unread = skipped.filter(({ path }) => isRecord(path)).map(unreadable);
  return { files, findings: [...findings, ...unread].toSorted(byPath), skipped: skipped.toSorted(byPath) };
}

/** What looks like an incident file and can't be read must not pass for a good one. */
function unreadable({ path, reason }: Skipped): Finding {
  return {
    rule: "readable",
    severity: "error",
    path,
    place: fileStart,
    message: `Unexpected incident file (${reason}), expected UTF-8 text of at most 1 MB`,
    fix: "Save the file as UTF-8; move large logs and pictures into files of their own; put a file where a link is.",
  };
}

function isRecord(path: string): boolean {
  return /(?:^|\/)INC-\d{4}-\d{3,}[^/]*\.md$/.test(path);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
