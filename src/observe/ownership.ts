import { ask, type Look } from "../model/ask.ts";
import { codeOwnersPaths } from "../model/code-owners-paths.ts";
import type { Ground, Ownership } from "../model/observation.ts";
import { isRunbookPath } from "../model/runbook-path.ts";
import type { ChangedFile, Pull, TreeEntry } from "../model/world.ts";

/**
 * CODEOWNERS of the default branch, which is the one that GitHub goes by, and who has approved: looked at where a runbook
 * is changed. Without code owners nobody needs to know who approved.
 */
export function* lookAtOwnership(
  { config, repository }: Ground,
  entries: readonly TreeEntry[],
  pull: Pull | null,
  ours: readonly ChangedFile[],
): Look<Ownership | null> {
  if (!ours.some(({ path }) => isRunbookPath(path, config))) return null;
  const files = entries.filter(({ type }) => type === "file");
  const found = codeOwnersPaths.flatMap((path) => files.find((entry) => entry.path === path) ?? [])[0];
  const codeOwners = found ? yield* ask({ kind: "blob", sha: found.sha }) : null;
  if (codeOwners === null || pull === null || repository.lacks.includes("reviews"))
    return { codeOwners, approvers: null };
  return { codeOwners, approvers: yield* ask({ kind: "approvals", pull: pull.number, sha: pull.head.sha }) };
}
