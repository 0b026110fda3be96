import { join } from "node:path";
import { type Finding, fileStart } from "../../model/finding.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import type { Disabled } from "../../rules/disables.ts";
import { stampAt } from "../read-text.ts";
import type { Skipped } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";
import type { Cache, Known } from "./cache.ts";
import type { Found } from "./find-files.ts";
import type { Judged, Wish } from "./look-at-file.ts";
import { lookAtFiles } from "./look-at-files.ts";
import { treeFacts } from "./tree-facts.ts";

/** What came of a check. */
export interface CheckResult {
  /** How many files the rules were asked of. */
  readonly files: number;
  /** The config's first, then by path, line, column and rule. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** What people switched off in the files, with their reasons. */
  readonly disabled: readonly (Disabled & { readonly path: string })[];
}

/** What rules know besides the files and the config. */
export interface Beside {
  readonly templates: Readonly<Record<string, string>>;
  readonly codeOwners: string | undefined;
}

/** Asks the rules of every file that was found. `said` hears how many are done. */
export async function checkFiles(
  { root, config, now, findings: ofConfig }: Workspace,
  { templates, codeOwners }: Beside,
  found: Found,
  cache: Cache,
  said: (done: number) => void,
): Promise<CheckResult> {
  const findings: Finding[] = [];
  const disabled: CheckResult["disabled"][number][] = [];
  const skipped: Skipped[] = [...found.skipped];
  const take = (path: string, known: Known | Judged): void => {
    findings.push(...known.findings);
    for (const one of known.disabled ?? []) disabled.push({ path, ...one });
  };
  const wishes: Wish[] = [];
  const around = {
    ...{ root, config, templates, now, codeOwners },
    ...(found.all && { records: found.paths.filter((path) => isIncidentPath(path, config.incidents)) }),
  };
  const facts = treeFacts(around);
  for (const path of found.paths) {
    const known = cache.untouched(path, stampAt(join(root, path)), facts);
    if (known) take(path, known);
    else wishes.push({ path, sha: cache.shaOf(path, facts) });
  }
  const before = found.paths.length - wishes.length;
  const looked = await lookAtFiles(wishes, around, (done) => said(before + done));
  let files = before;
  for (const one of looked) {
    if (one.kind === "skipped") {
      skipped.push({ path: one.path, reason: one.reason });
      continue;
    }
    files++;
    if (one.kind === "judged") cache.learn(one.path, one);
    take(one.path, one.kind === "judged" ? one : cache.same(one.path, one.stamp));
  }
  const unread = skipped.filter(({ path }) => isRecord(path) || isRunbookPath(path, config)).map(unreadable);
  const ofFiles = [...findings, ...unread].toSorted(byPath);
  return {
    files,
    findings: [...ofConfig, ...ofFiles],
    skipped: skipped.toSorted(byPath),
    disabled: disabled.toSorted(byPath),
  };
}

/** What looks like an incident file or a runbook and can't be read must not pass for a good one. */
function unreadable({ path, reason }: Skipped): Finding {
  return {
    rule: "readable",
    severity: "error",
    path,
    place: fileStart,
    message: `Unexpected ${isRecord(path) ? "incident file" : "runbook"} (${reason}), expected UTF-8 text of at most 1 MB`,
    fix: "Save the file as UTF-8; move large logs and pictures into files of their own; put a file where a link is.",
  };
}

function isRecord(path: string): boolean {
  return /(?:^|\/)INC-\d{4}-\d{3,}[^/]*\.md$/.test(path);
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
