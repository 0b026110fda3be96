import { dirname, relative, resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { fileStart } from "../../model/finding.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { judgeText } from "../check/judge-text.ts";
import { type Around, factsAround } from "../check/look-at-file.ts";
import { UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { repositoryRoot } from "../repository-root.ts";
import { codeOwnersOf, openWorkspace, templatesOf } from "../workspace.ts";

export interface LintOptions {
  /** Instead of `.github/gitcident.yml`. */
  readonly config?: string;
  /** Instead of the clock: ISO 8601 with a zone. */
  readonly now?: string;
}

interface Known {
  readonly around: Around;
  readonly facts: ReturnType<typeof factsAround>;
  readonly at: number;
}

/** Milliseconds for which a repository's config and folders are believed: an editor keeps the process for days. */
const ttl = 1000;
const known = new Map<string, Known>();

/**
 * What `gitcident check` finds in a text that is, or will be, at an absolute path. Undefined: the file is neither an incident
 * nor a runbook of a repository, and nobody asks anything of it.
 */
export function lintFile(path: string, text: string, options: LintOptions, io: Io): readonly Finding[] | undefined {
  let root: string;
  try {
    root = repositoryRoot(dirname(path));
  } catch {
    return undefined;
  }
  try {
    const { around, facts } = knownOf(root, options, io);
    const file = relative(root, path).replaceAll("\\", "/");
    const { config } = around;
    if (!isIncidentPath(file, config.incidents) && !isRunbookPath(file, config)) return undefined;
    return judgeText({ ...around, path: file, text, facts }).findings;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [{ rule: "config", severity: "error", path, place: fileStart, message: error.message, fix: "" }];
  }
}

function knownOf(root: string, options: LintOptions, io: Io): Known {
  const name = JSON.stringify([root, options]);
  const before = known.get(name);
  const at = performance.now();
  if (before && at - before.at < ttl) return before;
  const { config, now } = options;
  const asked = {
    args: [],
    options: {
      cwd: root,
      ...(config !== undefined && { config: resolve(root, config) }),
      ...(now !== undefined && { now }),
    },
  };
  const workspace = openWorkspace(asked, io);
  const around: Around = {
    ...{ root: workspace.root, config: workspace.config, now: workspace.now },
    templates: templatesOf(workspace),
    codeOwners: codeOwnersOf(workspace),
  };
  const fresh = { around, facts: factsAround(around), at };
  known.set(name, fresh);
  return fresh;
}
