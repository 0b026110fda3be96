import type { Json } from "../exchange.ts";
import { keyOf, type PullState, type World } from "../world.ts";

/** The pull requests of a repository that are open and come from a branch. */
export function openPullsFrom(world: World, repo: string, branch: string): PullState[] {
  return [...world.pulls.values()].filter(
    (pull) => pull.open && pull.headRef === branch && pull.headRepo.toLowerCase() === repo.toLowerCase(),
  );
}

/** Remembers a pull request that the emulator has just made. */
export function remember(world: World, repo: string, pull: Json): void {
  const [owner, name] = repo.split("/") as [string, string];
  world.pulls.set(keyOf(repo, pull.number), {
    owner,
    repo: name,
    number: pull.number,
    node: pull.node_id,
    headRepo: pull.head.repo.full_name,
    headRef: pull.head.ref,
    open: true,
    head: pull.head.sha,
    merged: undefined,
  });
}

/** A pull request's JSON with what the emulator does not know: where its head is now, and that it is merged. */
export function corrected(state: PullState | undefined, pull: Json): Json {
  if (!state) return pull;
  const head = { ...pull.head, sha: state.head };
  if (!state.merged) return { ...pull, head };
  const { at, by, commit, base } = state.merged;
  return {
    ...pull,
    head,
    base: { ...pull.base, sha: base },
    state: "closed",
    ...(pull.merged === undefined ? {} : { merged: true, merged_by: by, mergeable: null }),
    merged_at: at,
    closed_at: pull.closed_at ?? at,
    merge_commit_sha: commit,
  };
}

/** Reads a pull request as it is. */
export async function readPull(world: World, repo: string, number: number | string): Promise<Json> {
  const state = world.pulls.get(keyOf(repo, number));
  return corrected(state, await world.read(`/repos/${repo}/pulls/${number}`));
}

// What only one pull request has, not a list. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
const detail = ["merged", "mergeable", "rebaseable", "mergeable_state", "merged_by", "comments", "review_comments"];
const counts = ["maintainer_can_modify", "commits", "additions", "deletions", "changed_files"];

export function listed(pull: Json): Json {
  const kept = { ...pull };
  for (const name of [...detail, ...counts]) delete kept[name];
  return kept;
}
