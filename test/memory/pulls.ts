import type { Effects } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import type { ReviewComment } from "../../src/model/world.ts";
import { commitOf, hasAccess, moveBranch, userOf, type World } from "./world.ts";

/** Pull requests and their reviews, as GitHub keeps them, whoever opens or reviews them. */

type WorldPull = NonNullable<ReturnType<World["pulls"]["get"]>>;

/** A pull request; `StaleError` where there is none. */
export function pullOf(world: World, number: number): WorldPull {
  const pull = world.pulls.get(number);
  if (!pull) throw new StaleError(`Pull request ${number} is gone`);
  return pull;
}

/** Returns its number. `StaleError` where a branch is gone or has an open one, 422 where there is nothing to merge. */
export function openPull(world: World, login: string, given: Effects["open-pull"]): number {
  const { head, base, title, body, draft } = given;
  const [from, onto] = [world.branches.get(head), world.branches.get(base)];
  const same = [...world.pulls.values()].some((one) => one.state === "open" && one.head.branch === head);
  if (same || !from || !onto) throw new StaleError(`Branch ${head} is gone or has an open pull request`);
  if (from === onto) throw new HostError(`No commits between ${base} and ${head}`, { status: 422, retryable: false });
  const number = world.next.issue++;
  const ends = { head: { branch: head, sha: from, fork: false }, base: { branch: base, sha: onto } };
  const begun = { number, node: `PR_${number}`, title, body, draft, ...ends, author: userOf(login) };
  world.pulls.set(number, { ...begun, state: "open", merged: false, reviewers: [] });
  return number;
}

/** Changes a pull request. One that is opened again is at what its branches are at by now; while it was closed it did not follow them. */
export function editPull(world: World, number: number, to: Partial<WorldPull>): void {
  const { state, head, base } = Object.assign(pullOf(world, number), to);
  if (state !== "open") return;
  for (const { branch, sha } of [head, base]) moveBranch(world, branch, world.branches.get(branch) ?? sha);
}

/** GitHub asks only people with access to the repository. */
export function askReviewers(world: World, number: number, users: readonly string[], teams: readonly string[]): void {
  const pull = pullOf(world, number);
  const able = users.filter((login) => hasAccess(world, login));
  pull.reviewers = [...new Set([...pull.reviewers, ...able, ...teams.map((team) => `octo/${team}`)])];
}

/** Comments on lines of a pull request's head. Returns the review's id; `StaleError` where the head moved on. */
export function review(world: World, login: string, given: Effects["review"]): number {
  const { pull, sha, comments } = given;
  if (pullOf(world, pull).head.sha !== sha) throw new StaleError(`Pull request #${pull} moved on`);
  const made = world.next.review++;
  for (const { path, first, last, body } of comments) {
    const lines = (commitOf(world, sha)?.files.get(path) ?? "").split("\n").slice(first - 1, last);
    const id = world.next.review++;
    world.reviewComments.set(id, { id, pull, author: userOf(login), body, path, lines: lines.join("\n") });
  }
  return made;
}

/** The comments on a pull request's lines, outdated where its head no longer has the lines. */
export function reviewComments(world: World, pull: number): readonly ReviewComment[] {
  const files = commitOf(world, world.pulls.get(pull)?.head.sha ?? "")?.files;
  return [...world.reviewComments.values()]
    .filter((one) => one.pull === pull)
    .map(({ id, author, body, path, lines }) => {
      return { id, author, body, outdated: !`\n${files?.get(path) ?? ""}\n`.includes(`\n${lines}\n`) };
    });
}
