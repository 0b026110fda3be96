import type { Octokit } from "@octokit/rest";
import { newGate } from "../../src/host/github/gate.ts";
import { gitHubHost } from "../../src/host/github/github-host.ts";
import { type Memory, newMemory } from "../../src/host/github/memory.ts";
import { connect } from "../../src/host/github/octokit.ts";
import { type GitHubOptions, startGitHub, type TestGitHub } from "../github/start.ts";
import type { People, Stage } from "./stage.ts";

export interface GitHubStage extends Stage {
  readonly github: TestGitHub;
  readonly memory: Memory;
  /** As whom the host speaks. */
  readonly octokit: Octokit;
}

export interface GitHubStageOptions extends GitHubOptions {
  /** As the host's; by default each read and write is a REST request that a test can count and break. */
  readonly documentsFrom?: number;
  /** As the memory's. Default 0. */
  readonly lag?: number;
}

/** A host as the app makes it, signed in as an App's installation, over HTTP. */
export async function gitHubStage(options: GitHubStageOptions = {}): Promise<GitHubStage> {
  const github = await startGitHub(options);
  const memory = newMemory({ lag: options.lag ?? 0 });
  const { appId, privateKey, installationId } = github;
  const octokit = connect({
    baseUrl: github.url,
    auth: { appId, privateKey, installationId },
    gate: newGate({ createdPerMinute: 100_000, createdPerHour: 100_000, reserve: 0 }),
  });
  const { documentsFrom = Number.POSITIVE_INFINITY } = options;
  const place = { owner: "octo", repo: "shop", self: "gitcident[bot]" };
  const host = gitHubHost({ ...place, octokit, memory, branchTtl: 0, documentsFrom });
  return {
    github,
    memory,
    octokit,
    host,
    people: peopleOf(github),
    bare: options.bare === true,
    close: () => github.close(),
  };
}

function peopleOf(github: TestGitHub): People {
  const place = { owner: "octo", repo: "shop" };
  const ask = (login: string, route: string, params: object): Promise<{ data: unknown }> =>
    github.as(login).request(route, { ...place, ...params });
  const numbered = async (login: string, route: string, params: object, field: "id" | "number"): Promise<number> =>
    ((await ask(login, route, params)).data as Record<string, number>)[field] ?? 0;
  return {
    openIssue: (login, title, labels = []) =>
      numbered(login, "POST /repos/{owner}/{repo}/issues", { title, labels }, "number"),
    say: (login, issue_number, body) =>
      numbered(login, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", { issue_number, body }, "id"),
    edit: async (login, issue_number, to) =>
      void (await ask(login, "PATCH /repos/{owner}/{repo}/issues/{issue_number}", { issue_number, ...to })),
    label: async (login, issue_number, name) => {
      const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/labels";
      await ask(login, route, { issue_number, labels: [name] });
    },
    erase: async (login, comment_id) =>
      void (await ask(login, "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", { comment_id })),
    push: async (login, branch, path, text) => {
      const { data: found } = await ask(login, "GET /repos/{owner}/{repo}/contents/{path}", {
        path,
        ref: branch,
      }).catch(() => ({ data: {} }));
      await ask(login, "PUT /repos/{owner}/{repo}/contents/{path}", {
        path,
        branch,
        message: `Edit ${path}`,
        content: Buffer.from(text).toString("base64"),
        ...((found as { sha?: string }).sha && { sha: (found as { sha?: string }).sha }),
      });
    },
    dropBranch: async (login, branch) =>
      void (await ask(login, "DELETE /repos/{owner}/{repo}/git/refs/{ref}", { ref: `heads/${branch}` })),
    merge: async (login, pull_number) =>
      void (await ask(login, "PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge", { pull_number })),
  };
}
