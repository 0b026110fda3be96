import type { ProbotOctokit } from "probot";

/** Stands for the Octokit of every delivery: it may be made, authenticated and given hooks, and sends nothing. */
const unused = { auth: async () => unused, hook: { before: () => {} } };

/**
 * Probot makes an authenticated Octokit for each delivery, a sixth of what a delivery costs. Nothing of ours asks GitHub through
 * it (decisions/0008), so that they all share one that can't.
 */
export const unusedOctokit = {
  defaults: () =>
    function makeUnused() {
      return unused;
    },
} as unknown as typeof ProbotOctokit;
