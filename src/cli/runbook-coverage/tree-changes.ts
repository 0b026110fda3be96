import type { PartsRead } from "../../reports/kept-coverage/byte-parts.ts";
import { isSameStamp, type Stamps, stampsOf } from "../metrics/stamps.ts";
import type { Skipped } from "../tree-walk.ts";
import type { Workspace } from "../workspace-of.ts";
import { differing } from "./stamp-compare.ts";
import { folderStamp, startsOf, walkWanted, wantedOf, wantedSkips } from "./wanted-tree.ts";

/** How a tree differs from the one that a report was kept of. */
export interface TreeChanges {
  /** The places of incident files that are gone or may have changed, among the kept ones. */
  readonly gone: readonly number[];
  /** The incident files that are new or may have changed. */
  readonly fresh: readonly string[];
  readonly skipped: readonly Skipped[];
}

/** Undefined: something else than incidents changed, or more of them than are worth it. */
export function treeChanges(parts: PartsRead, kept: readonly string[], workspace: Workspace): TreeChanges | undefined {
  const { root, config } = workspace;
  const others = namesIn(parts.text("treeOthers"));
  const stamps = parts.numbers("treeStamps");
  const walked = isSameTree(parts, workspace) ? undefined : walkWanted(workspace);
  const now = walked ? wantedOf(walked.files, config, { incidents: kept, others }) : { incidents: kept, others };
  if (now.others.length !== others.length || now.others.some((path, at) => path !== others[at])) return undefined;
  const found = stampsOf(root, [...now.incidents, ...others], Date.now());
  const shift = now.incidents.length - kept.length;
  if (differing(stamps, found, kept.length, kept.length + others.length, shift).length > 0) return undefined;
  const { gone, fresh } = walked ? changedNames(kept, now.incidents, stamps, found) : changedFiles(kept, stamps, found);
  const most = 20 + kept.length / 50;
  if (gone.length + fresh.length > 2 * most) return undefined;
  return { gone, fresh, skipped: walked ? wantedSkips(walked, config) : [] };
}

type Changed = Omit<TreeChanges, "skipped">;

function changedFiles(kept: readonly string[], stamps: Stamps, found: Stamps): Changed {
  const gone = differing(stamps, found, 0, kept.length);
  return { gone, fresh: gone.map((at) => kept[at] as string) };
}

/** The same where names came or went; both lists are sorted. */
function changedNames(kept: readonly string[], now: readonly string[], stamps: Stamps, found: Stamps): Changed {
  const gone: number[] = [];
  const fresh: string[] = [];
  for (let [old, at] = [0, 0]; old < kept.length || at < now.length; ) {
    const [before, path] = [kept[old], now[at]];
    const isGone = path === undefined || (before !== undefined && before < path);
    const isNew = before === undefined || (path !== undefined && path < before);
    const isSame = before === path && isSameStamp(stamps, old, found, at);
    if (!isNew && !isSame) gone.push(old);
    if (!isGone && !isSame && path !== undefined) fresh.push(path);
    if (!isNew) old += 1;
    if (!isGone) at += 1;
  }
  return { gone, fresh };
}

/** Whether every folder holds the names that it held. */
function isSameTree(parts: PartsRead, workspace: Workspace): boolean {
  const folders = namesIn(parts.text("treeFolders"));
  const starts = startsOf(workspace);
  const before = parts.json("treeStarts") as readonly string[];
  const stamps = parts.numbers("treeFolderStamps");
  const now = Date.now();
  if (stamps.length === 0 && starts.length > 0) return false;
  if (starts.length !== before.length || starts.some((start, at) => start !== before[at])) return false;
  return folders.every((path, at) => {
    const stamp = folderStamp(workspace.root, path, now);
    return stamp?.every((one, index) => one === stamps[4 * at + index]) === true;
  });
}

const namesIn = (text: string): readonly string[] => (text === "" ? [] : text.split("\0"));
