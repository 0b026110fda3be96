import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { VFile } from "vfile";
import type { Finding } from "../../model/finding.ts";
import type { Io } from "../io.ts";
import { ruleUrl } from "../rule-url.ts";
import { type LintOptions, lintFile } from "./lint-file.ts";

/**
 * `gitcident/remark/plugin`: what the preset consists of, for whom it wants options. remark loads it by its name, and wants a
 * default export. Rules look at the text itself, so that it does not matter how remark was told to read it.
 */
export default function gitcident(options: LintOptions = {}) {
  return (_tree: unknown, file: VFile): undefined => {
    if (file.path === undefined) return;
    for (const finding of lintFile(placeOf(file), String(file), options, silent) ?? []) say(file, finding);
  };
}

/** Where a file is, without links in the path of its folder, as the command line sees it. */
function placeOf({ cwd, path = "" }: VFile): string {
  const absolute = resolve(cwd, path);
  try {
    return join(realpathSync(dirname(absolute)), basename(absolute));
  } catch {
    return absolute;
  }
}

function say(file: VFile, { rule, severity, place, message, fix, edit }: Finding): void {
  const position = {
    start: { line: place.line, column: place.column },
    end: { line: place.endLine, column: place.endColumn },
  };
  const said = file.message(message, { place: position, ruleId: rule, source: "gitcident" });
  const same = edit && JSON.stringify(edit.place) === JSON.stringify(place);
  // The fields that unified-lint-rule and the language server of unified read.
  Object.assign(said, {
    fatal: severity === "error",
    note: fix || undefined,
    url: ruleUrl(rule) ?? undefined,
    ...(same && { expected: [edit.text] }),
  });
}

/** Findings are what there is to say here. */
const silent: Io = {
  out: () => {},
  commands: () => {},
  err: () => {},
  paint: (_, text) => text,
  env: process.env,
  cwd: process.cwd(),
  asks: false,
  progress: () => ({ at: () => {}, end: () => {} }),
};
