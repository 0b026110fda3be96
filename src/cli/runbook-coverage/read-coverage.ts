import { join, relative, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { maxFileBytes } from "../../model/ask.ts";
import { isIncidentPath } from "../../model/incident.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { isAlertPath, isServicePath } from "../../reports/alert-paths.ts";
import { alertClues } from "../../reports/alert-sources.ts";
import { incidentClues } from "../../reports/incident-clues.ts";
import type { RunbookReportInput } from "../../reports/runbook-report.ts";
import { runbookOf } from "../../reports/runbooks.ts";
import { cacheFolder } from "../cache-folder.ts";
import { UsageError } from "../exit.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import { readText, stampAt } from "../read-text.ts";
import { isInside, kindAt, type Skipped, walkFolder } from "../tree-walk.ts";
import { type Asked, textOf } from "../verb.ts";
import type { Workspace } from "../workspace.ts";
import { noClues, openClues } from "./known-clues.ts";
import { readHead } from "./read-head.ts";

/** Everything of the working tree that the coverage report is made of. Files that can't be read are said, never left out. */
export function readCoverage(given: Workspace, asked: Asked, io: Io): RunbookReportInput {
  const workspace = withOptions(given, asked);
  const { root, config, now } = workspace;
  const { files, skipped } = walkWanted(workspace);
  const folder = cacheFolder(asked, io, root);
  const known = folder === undefined ? noClues : openClues(folder, [readManifest().version, config]);
  for (const { path, reason } of skipped) if (isWanted(path, workspace)) io.err(`Skipped ${plain(path)}: ${reason}`);
  // Little is kept of each file: the young generation need not grow, and takes a half of the memory when it does.
  setFlagsFromString("--semi-space-growth-factor=1");
  const progress = io.progress("Reading", files.length);
  const room = Buffer.allocUnsafe(maxFileBytes);
  let done = 0;
  /** One file after the other: only what is kept of it stays in memory, and from one run to the next. */
  const read = <T>(wanted: (path: string) => boolean, keep: (path: string, file: string) => T): readonly T[] =>
    files.filter(wanted).map((path) => {
      progress.at(++done);
      const file = `${root}/${path}`;
      return known.clues(path, known === noClues ? undefined : stampAt(file), () => keep(path, file));
    });
  const textAt = (file: string): string | null => {
    const found = readText(file, room);
    return found.kind === "text" ? found.text : null;
  };
  const incidents = read(
    (path) => isIncidentPath(path, config.incidents),
    (path, file) => {
      const text = readHead(file, room);
      return text === null ? { path, reason: "not UTF-8 text of at most 1 MB" } : incidentClues({ path, text });
    },
  );
  const previous = `${config.reports}/runbook-coverage.json`;
  const input = {
    config,
    now,
    alertFiles: read(
      (path) => isAlertPath(path, config),
      (path, file) => alertClues({ path, text: textAt(file) }, config),
    ),
    serviceFiles: files
      .filter((path) => isServicePath(path, config))
      .map((path) => ({ path, text: textAt(`${root}/${path}`) })),
    incidents: incidents.flatMap((one) => ("counted" in one ? [one] : [])),
    unread: incidents.flatMap((one) => ("counted" in one ? [] : [one])),
    runbooks: read(
      (path) => isRunbookPath(path, config),
      (path, file) => runbookOf(path, textAt(file), config),
    ),
    previous: (files.includes(previous) && textAt(`${root}/${previous}`)) || undefined,
  };
  progress.end();
  known.keep();
  return input;
}

/** The folders that anything wanted can lie in: a glob's begins before its first star. What npm installs is not ours. */
function walkWanted({ root, config }: Workspace): {
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
} {
  const globs = [...config.alerts.flatMap(({ paths }) => paths), ...config.services];
  const starts = globs.map((glob) => glob.replace(/^\.?\//, "").replace(/[^/]*[*?{].*$/s, ""));
  const folders = [
    ...starts.map((start) => start.replace(/(?:^|\/)[^/]*$/, "")),
    config.incidents,
    config.runbooks,
    config.reports,
  ];
  const outer = [...new Set(folders)].filter(
    (one) => !folders.some((other) => other !== one && (other === "" || one.startsWith(`${other}/`))),
  );
  const walked = outer
    .toSorted()
    .filter((folder) => kindAt(join(root, folder)) === "folder" && isInside(root, folder))
    .map((folder) => walkFolder(root, folder));
  const own = (path: string): boolean => !/(?:^|\/)node_modules\//.test(path);
  return {
    files: walked.flatMap(({ files }) => files).filter(own),
    skipped: walked.flatMap(({ skipped }) => skipped).filter(({ path }) => own(path)),
  };
}

function isWanted(path: string, { config }: Workspace): boolean {
  return isAlertPath(path, config) || isRunbookPath(path, config) || path.startsWith(`${config.incidents}/`);
}

/** The config with what `--alerts` and `--runbooks` say instead of it. */
function withOptions(workspace: Workspace, asked: Asked): Workspace {
  const { config } = workspace;
  const alerts = textOf(asked, "alerts");
  const runbooks = textOf(asked, "runbooks");
  const known = config.alerts[0];
  const globs = (alerts ?? "").split(",").flatMap((one) => (one.trim() === "" ? [] : globOf(one.trim(), workspace)));
  const runbook = known?.runbook ?? { annotation: [], base: {} };
  return {
    ...workspace,
    config: {
      ...config,
      ...(alerts !== undefined && { alerts: [{ paths: globs, runbook }] }),
      ...(runbooks !== undefined && { runbooks: belowRoot(runbooks, workspace) }),
    },
  };
}

/** A glob, a file, or a folder with everything below it that may define alerts; from where the person stands. */
function globOf(given: string, workspace: Workspace): readonly string[] {
  const path = belowRoot(given, workspace);
  if (/[*?{]/.test(path)) return [path];
  if (!isInside(workspace.root, path)) {
    throw new UsageError(`Unexpected --alerts ${plain(given)}, expected an existing file or folder, or a glob`);
  }
  const ending = /\.[^./]+$/.test(path);
  return [ending ? path : `${path === "" ? "" : `${path}/`}**/*.{yaml,yml,json}`];
}

function belowRoot(given: string, { root, cwd }: Workspace): string {
  const path = relative(root, resolve(cwd, given)).replaceAll("\\", "/");
  if (path === ".." || path.startsWith("../") || path.startsWith("/")) {
    throw new UsageError(`Unexpected path ${plain(given)}, expected one inside the repository ${root}`);
  }
  return path;
}
