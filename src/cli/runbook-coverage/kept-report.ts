import { join } from "node:path";
import type { Parts } from "../../reports/kept-coverage/byte-parts.ts";
import { joinParts, jsonPart, type PartsRead, readParts, textPart } from "../../reports/kept-coverage/byte-parts.ts";
import { type Stamps, stampLength, stampsOf } from "../metrics/stamps.ts";
import { readManifest } from "../package.ts";
import { readSealed, writeSealed } from "../sealed.ts";
import { keptStamps } from "./stamp-compare.ts";
import { type WantedTree, wantedOf } from "./wanted-tree.ts";
import type { CoverageWorkspace } from "./with-options.ts";

const name = "coverage-report.bin";
/** Goes up whenever the same files make another report than before, or what is kept of it has another form. */
const form = 4;

/** What the report depends on besides the files. Numbers stand in the order of the machine's bytes. */
function keyOf({ root, config, now, repository }: CoverageWorkspace): string {
  return JSON.stringify([form, readManifest().version, process.arch, root, config, now.slice(0, 10), repository]);
}

/** The wanted files of a tree and their stamps, taken before they are read. */
export interface SeenTree {
  readonly tree: WantedTree;
  readonly incidents: readonly string[];
  readonly others: readonly string[];
  readonly stamps: Stamps;
  /** The stamp of one of them as text; undefined where it tells nothing. */
  readonly stampOf: (path: string) => string | undefined;
}

export function seenTree({ root, config }: CoverageWorkspace, tree: WantedTree): SeenTree {
  const { incidents, others } = wantedOf(tree.files, config);
  const paths = [...incidents, ...others];
  const stamps = stampsOf(root, paths, Date.now());
  const rows = new Map(paths.map((path, row) => [path, row]));
  const stampOf = (path: string): string | undefined => {
    const at = (rows.get(path) ?? Number.NaN) * stampLength;
    return Number.isNaN(stamps[at] ?? Number.NaN) ? undefined : stamps.subarray(at, at + stampLength).join(" ");
  };
  return { tree, incidents, others, stamps, stampOf };
}

/** Keeps a report with the tree that it was made of. Never throws. */
export function keepReport(
  workspace: CoverageWorkspace,
  folder: string,
  { tree, others, stamps }: SeenTree,
  report: Parts,
): void {
  // What was skipped is said at every run, and by no stamp it is known whether it still must be.
  const folders = tree.skipped.length > 0 ? [] : tree.folders;
  const parts = {
    treeStarts: jsonPart(tree.starts),
    treeOthers: textPart(others.join("\0")),
    treeStamps: keptStamps(stamps),
    treeFolders: textPart(folders.map(({ path }) => path).join("\0")),
    treeFolderStamps: Float64Array.from(folders.flatMap(({ stamp }) => stamp ?? [Number.NaN, 0, 0, 0])),
    ...report,
  };
  writeSealed(folder, name, keyOf(workspace), [joinParts(parts)]);
}

/** What `keepReport` kept; undefined where there is nothing, or what it depends on is no longer the same. */
export function readKeptReport(workspace: CoverageWorkspace, folder: string): PartsRead | undefined {
  const bytes = readSealed(join(folder, name), keyOf(workspace));
  return bytes && readParts(bytes);
}
