import { join, relative, resolve } from "node:path";
import { isIncidentPath } from "../../model/incident.ts";
import { isRunbookPath } from "../../model/runbook-path.ts";
import { UsageError } from "../exit.ts";
import { isInside, kindAt, type Skipped, walkFolder } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";

/** Files to check, and what lies beside them that is not checked. */
export interface Found {
  readonly paths: readonly string[];
  /** Whether these are all incident files that there are. */
  readonly all: boolean;
  readonly skipped: readonly Skipped[];
}

/** The incident files and runbooks of the config's folders, or of the files and folders that a person named. */
export function findFiles(workspace: Workspace, given: readonly string[]): Found {
  const { config } = workspace;
  if (given.length > 0) {
    const found = given.map((path) => findGiven(workspace, path));
    return {
      paths: [...new Set(found.flatMap(({ paths }) => paths))],
      all: false,
      skipped: unique(found.flatMap(({ skipped }) => skipped)),
    };
  }
  const found = [config.incidents, config.runbooks].map((folder) => findFolder(workspace, folder));
  return {
    paths: [...new Set(found.flatMap(({ paths }) => paths))],
    all: true,
    skipped: unique(found.flatMap(({ skipped }) => skipped)),
  };
}

/** What lies in a folder of the config, which need not be there. */
function findFolder(workspace: Workspace, folder: string): Omit<Found, "all"> {
  const kind = kindAt(join(workspace.root, folder));
  if (kind === "nothing") return { paths: [], skipped: [] };
  if (kind === "folder" && isInside(workspace.root, folder)) return findBelow(workspace, folder);
  const reason = kind === "folder" ? "reached over a symbolic link" : reasons[kind];
  throw new UsageError(`Unexpected ${folder} (${reason}), expected a folder of the repository`);
}

const reasons = {
  link: "a symbolic link, which is never followed",
  file: "a file",
  other: "not a regular file",
  folder: "a folder",
} as const;

function findGiven({ root, cwd, ...rest }: Workspace, given: string): Omit<Found, "all"> {
  const absolute = resolve(cwd, given);
  const path = relative(root, absolute).replaceAll("\\", "/");
  if (path === ".." || path.startsWith("../")) {
    throw new UsageError(`Unexpected path ${given}, expected one inside the repository ${root}`);
  }
  const kind = kindAt(absolute);
  if (kind === "nothing") throw new UsageError(`Unexpected path ${given}, expected an existing file or folder`);
  if (kind === "link") return { paths: [], skipped: [{ path, reason: reasons.link }] };
  if (path !== "" && !isInside(root, path)) {
    return { paths: [], skipped: [{ path, reason: "reached over a symbolic link, which is never followed" }] };
  }
  if (kind === "folder") return findBelow({ root, cwd, ...rest }, path);
  if (kind === "other") return { paths: [], skipped: [{ path, reason: reasons.other }] };
  return path.endsWith(".md")
    ? { paths: [path], skipped: [] }
    : { paths: [], skipped: [{ path, reason: "not a .md file" }] };
}

function findBelow({ root, config }: Workspace, folder: string): Omit<Found, "all"> {
  const { files, skipped } = walkFolder(root, folder);
  const paths: string[] = [];
  const others: Skipped[] = [];
  for (const path of files) {
    if (isIncidentPath(path, config.incidents) || isRunbookPath(path, config)) paths.push(path);
    // Outside of the folder of the incidents nobody expects one.
    else if (path.startsWith(`${config.incidents}/`))
      others.push({ path, reason: "not named as an incident, such as INC-2025-042.md" });
  }
  return { paths, skipped: [...skipped, ...others] };
}

function unique(skipped: readonly Skipped[]): readonly Skipped[] {
  return [...new Map(skipped.map((one) => [one.path, one])).values()];
}
