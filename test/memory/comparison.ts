import { HostError } from "../../src/model/errors.ts";
import type { ChangedFile } from "../../src/model/world.ts";
import { blobOf, commitOf, differing, type Files, mergeBase, type World } from "./world.ts";

/** What one commit or branch has changed since it parted from another. Throws 404 where either is not there. */
export function comparison(world: World, base: string, head: string): readonly ChangedFile[] {
  const [from, to] = [commitOf(world, base), commitOf(world, head)];
  if (!from || !to) {
    const facts = { status: 404, retryable: false };
    throw new HostError(`Unexpected comparison ${base}...${head}, expected both to exist`, facts);
  }
  const before: Files = mergeBase(world, from.sha, to.sha)?.files ?? new Map();
  return differing(before, to.files).map((path) => {
    const [old, now] = [before.get(path), to.files.get(path)];
    const status = old === undefined ? "added" : now === undefined ? "removed" : "modified";
    return { path, status, sha: blobOf(world, now ?? old ?? ""), hunks: hunksBetween(old ?? "", now) };
  });
}

/** What a diff with three lines around each change would show, taken as one hunk. */
function hunksBetween(before: string, after: string | undefined): readonly (readonly [number, number])[] {
  if (after === undefined) return [];
  const [old, now] = [before.replace(/\n$/, "").split("\n"), after.replace(/\n$/, "").split("\n")];
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return [[Math.max(1, head - 2), Math.min(now.length, now.length - tail + 3)]];
}
