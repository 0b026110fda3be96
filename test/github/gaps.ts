import type { Gap, Json } from "./exchange.ts";
import { branches } from "./gaps/branches.ts";
import { checks } from "./gaps/checks.ts";
import { contents } from "./gaps/contents.ts";
import { graphql } from "./gaps/graphql.ts";
import { heads } from "./gaps/heads.ts";
import { installed } from "./gaps/installed.ts";
import { issueChanges } from "./gaps/issue-changes.ts";
import { issuesArePulls } from "./gaps/issues-are-pulls.ts";
import { limits } from "./gaps/limits.ts";
import { merge } from "./gaps/merge.ts";
import { permissions } from "./gaps/permissions.ts";
import { branchProtection } from "./gaps/protection.ts";
import { corrected } from "./gaps/pull-state.ts";
import { pulls } from "./gaps/pulls.ts";
import { reactions } from "./gaps/reactions.ts";
import { reviewComments } from "./gaps/review-comments.ts";
import { since } from "./gaps/since.ts";
import { subIssues } from "./gaps/sub-issues.ts";
import type { SeedRepository } from "./seed.ts";
import { wholeSeconds } from "./upstream.ts";
import { keyOf, type World } from "./world.ts";

/** What older servers of GitHub's make lack, and ours copes without. */
export type Feature = "reactions" | "graphql" | "sub-issues";

/** What GitHub does and the emulator does not, outermost first, and how its events are put right. */
export function gapsOf(
  world: World,
  repositories: readonly SeedRepository[],
  without: readonly Feature[] = [],
): {
  readonly gaps: readonly Gap[];
  prepare(event: string, payload: Json): { event: string; payload: Json };
} {
  const protection = branchProtection(world);
  return {
    gaps: [
      installed(world, repositories),
      permissions(world),
      limits(),
      contents(),
      branches(world),
      ...(without.includes("graphql") ? [] : [graphql(world, without)]),
      ...(without.includes("reactions") ? [] : [reactions(world)]),
      ...(without.includes("sub-issues") ? [] : [subIssues(world)]),
      issueChanges(world),
      issuesArePulls(world),
      since(world),
      merge(world, protection),
      protection.gap,
      heads(world),
      pulls(world),
      reviewComments(world),
      checks(world),
    ],
    prepare: (event, payload) => prepare(world, event, JSON.parse(wholeSeconds(JSON.stringify(payload)))),
  };
}

/** https://docs.github.com/en/webhooks/webhook-events-and-payloads */
function prepare(world: World, event: string, payload: Json): { event: string; payload: Json } {
  const repo = payload.repository?.full_name;
  const { pull_request: pull, issue, check_run: run } = payload;
  if (run) {
    // Those of the repository itself whose head it is of; the emulator names none.
    const own = [...world.pulls.values()].filter(
      ({ headRepo, head, open }) => open && head === run.head_sha && headRepo.toLowerCase() === repo.toLowerCase(),
    );
    return {
      event,
      payload: { ...payload, check_run: { ...run, pull_requests: own.map(({ number }) => ({ number })) } },
    };
  }
  if (pull) {
    const right = corrected(world.pulls.get(keyOf(repo, pull.number)), pull);
    return { event, payload: { ...payload, number: pull.number, pull_request: right } };
  }
  const state = issue && world.pulls.get(keyOf(repo, issue.number));
  if (!state) return { event, payload };
  if (event === "issues") {
    // The emulator calls a labelled pull request an issue.
    const { issue: _, ...rest } = payload;
    return { event: "pull_request", payload: { ...rest, number: issue.number, pull_request: corrected(state, issue) } };
  }
  const url = `${world.url}/repos/${repo}/pulls/${issue.number}`;
  return { event, payload: { ...payload, issue: { ...issue, pull_request: { url, html_url: issue.html_url } } } };
}
