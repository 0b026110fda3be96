import { maxFileBytes } from "../../model/ask.ts";
import { isIncidentPath } from "../../model/incident-name.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { isAlertPath, isServicePath } from "../../reports/alert-paths.ts";
import { alertClues } from "../../reports/alert-sources.ts";
import { incidentClues } from "../../reports/incident-clues.ts";
import type { RunbookReportInput } from "../../reports/runbook-report.ts";
import { runbookOf } from "../../reports/runbooks.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Io } from "../io.ts";
import { readManifest } from "../package.ts";
import { plain } from "../plain.ts";
import { readText, stampAt } from "../read-text.ts";
import type { Asked } from "../verb.ts";
import type { Workspace } from "../workspace-of.ts";
import { noClues, openClues } from "./known-clues.ts";
import { noText, readHead } from "./read-head.ts";
import { previousPath, type WantedTree, walkWanted, wantedSkips } from "./wanted-tree.ts";
import { type CoverageWorkspace, withOptions } from "./with-options.ts";

/** Everything of the working tree that the coverage report is made of. Files that can't be read are said, never left out. */
export function readCoverage(given: Workspace, asked: Asked, io: Io): RunbookReportInput {
  const workspace = withOptions(given, asked);
  const folder = cacheFolder(asked, io, workspace.root);
  const tree = walkWanted(workspace);
  const stampOf = (path: string): string | undefined => stampAt(`${workspace.root}/${path}`);
  return readTree(workspace, tree, folder === undefined ? undefined : { folder, stampOf }, io);
}

/** Where what is known of files is kept, and the stamps that it is known by. */
export interface KeptFiles {
  readonly folder: string;
  readonly stampOf: (path: string) => string | undefined;
}

/** What the files of a tree say; what is known of them from an earlier run is kept in a folder, where there is one. */
export function readTree(
  { root, config, now, repository }: CoverageWorkspace,
  tree: WantedTree,
  cache: KeptFiles | undefined,
  io: Io,
): RunbookReportInput {
  const { files } = tree;
  const known = cache === undefined ? noClues : openClues(cache.folder, [readManifest().version, config]);
  for (const { path, reason } of wantedSkips(tree, config)) io.err(`Skipped ${plain(path)}: ${reason}`);
  const progress = io.progress("Reading", files.length);
  const room = Buffer.allocUnsafe(maxFileBytes);
  let done = 0;
  /** One file after the other: only what is kept of it stays in memory, and from one run to the next. */
  const read = <T>(wanted: (path: string) => boolean, keep: (path: string, file: string) => T): readonly T[] =>
    files.filter(wanted).map((path) => {
      progress.at(++done);
      const file = `${root}/${path}`;
      return known.clues(path, cache?.stampOf(path), () => keep(path, file));
    });
  const textAt = (file: string): string | null => {
    const found = readText(file, room);
    return found.kind === "text" ? found.text : null;
  };
  const incidents = read(
    (path) => isIncidentPath(path, config.incidents),
    (path, file) => {
      const text = readHead(file, room);
      return text === null ? { path, reason: noText } : incidentClues({ path, text });
    },
  );
  const previous = previousPath(config);
  const input = {
    config,
    now,
    repository,
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
