import type { PartsRead } from "../../reports/kept-coverage/byte-parts.ts";
import { isSameStamp, stampsOf } from "../metrics/stamps.ts";
import type { Skipped } from "../tree-walk.ts";
import type { Workspace } from "../workspace-of.ts";
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
  const now = walked ? wantedOf(walked.files, config) : { incidents: kept, others };
  if (now.others.length !== others.length || now.others.some((path, at) => path !== others[at])) return undefined;
  const found = stampsOf(root, [...now.incidents, ...others], Date.now());
  for (let at = 0; at < others.length; at += 1) {
    if (!isSameStamp(stamps, kept.length + at, found, now.incidents.length + at)) return undefined;
  }
  const most = 20 + kept.length / 50;
  const gone: number[] = [];
  const fresh: string[] = [];
  let [old, at] = [0, 0];
  while (old < kept.length || at < now.incidents.length) {
    const [before, path] = [kept[old], now.incidents[at]];
    if (before === path && before !== undefined) {
      if (!isSameStamp(stamps, old, found, at)) {
        gone.push(old);
        fresh.push(before);
      }
      old += 1;
      at += 1;
    } else if (path === undefined || (before !== undefined && before < path)) gone.push(old++);
    else {
      fresh.push(path);
      at += 1;
    }
    if (gone.length + fresh.length > 2 * most) return undefined;
  }
  return { gone, fresh, skipped: walked ? wantedSkips(walked, config) : [] };
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
