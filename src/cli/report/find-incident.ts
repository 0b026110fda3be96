import { join, relative, resolve } from "node:path";
import { isIncidentPath, issueIn } from "../../model/incident.ts";
import { slipsBetween } from "../../model/nearest.ts";
import { UsageError } from "../exit.ts";
import { plain } from "../plain.ts";
import { readText } from "../read-text.ts";
import { isInside, walkFolder } from "../tree-walk.ts";
import type { Workspace } from "../workspace.ts";

/** The paths of all incident files of the working tree, relative to its root. */
export function incidentPaths({ root, config }: Workspace): readonly string[] {
  if (!isInside(root, config.incidents)) return [];
  return walkFolder(root, config.incidents).files.filter((path) => isIncidentPath(path, config.incidents));
}

/**
 * The path of the incident that a person names: `INC-2025-001`, `2025-001`, `1`, or a path from where they stand.
 * Throws UsageError with the nearest known ones where there is none, and with all where there are several.
 */
export function findIncident(named: string, workspace: Workspace, paths: readonly string[]): string {
  if (/[/\\]|\.md$/i.test(named)) return pathOf(named, workspace);
  const wanted = /^(?:INC-)?(?:(\d{4})-)?0*(\d{1,12})$/i.exec(named.trim());
  const matches = paths.filter((path) => {
    const year = /INC-(\d{4})-/.exec(path)?.[1];
    return wanted !== null && issueIn(path) === Number(wanted[2]) && (wanted[1] === undefined || wanted[1] === year);
  });
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return only;
  if (matches.length > 1) {
    throw new UsageError(
      `Unexpected ${plain(named)}, which is several incidents; name one: ${matches.map(plain).join(", ")}`,
    );
  }
  throw new UsageError(`Unexpected incident ${plain(named).slice(0, 80)}, expected ${known(named, paths)}`);
}

function pathOf(named: string, { root, cwd }: Workspace): string {
  const path = relative(root, resolve(cwd, named)).replaceAll("\\", "/");
  if (path === "" || path.startsWith("..") || !isInside(root, path)) {
    throw new UsageError(`Unexpected path ${plain(named)}, expected an incident file of the repository, not a link`);
  }
  return path;
}

const idOfPath = (path: string): string => /INC-\d{4}-\d{3,}/.exec(path.slice(path.lastIndexOf("/") + 1))?.[0] ?? path;

/** At most three known incidents that are named alike, the newest first among equals. */
function known(named: string, paths: readonly string[]): string {
  if (paths.length === 0) return "one of the repository's: it has none yet. `npx gitcident declare` makes the first";
  const wanted = named.trim().toUpperCase().slice(0, 30);
  const full = wanted.startsWith("INC") ? wanted : `INC-${wanted}`;
  const near = paths
    .map(idOfPath)
    .toReversed()
    .map((id) => ({ id, slips: Math.min(slipsBetween(full, id), slipsBetween(wanted, String(Number(id.slice(9))))) }))
    .toSorted((a, b) => a.slips - b.slips)
    .slice(0, 3);
  const few = paths.length <= near.length;
  return `${few ? "one of" : `one of ${paths.length}; the nearest are`} ${near.map(({ id }) => id).join(", ")}`;
}

/** The text of an incident file; UsageError where it can't be read as text. */
export function readIncident(root: string, path: string): string {
  const read = readText(join(root, path));
  if (read.kind === "text") return read.text;
  throw new UsageError(
    `Unexpected ${plain(path)} (${read.reason}), expected an incident file in UTF-8 of at most 1 MB`,
  );
}
