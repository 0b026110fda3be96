import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "./start.ts";

describe.each([false, true])("the test's GitHub (bare: %s)", (bare) => {
  let github: TestGitHub;
  beforeAll(async () => {
    github = await startGitHub({ bare });
  });
  afterAll(() => github.close());

  it("serves people and our App, with its own address in what it says", async () => {
    const { owner, repo } = github;
    const { data: issue } = await github.as("mallory").rest.issues.create({ owner, repo, title: "Odd" });
    expect(issue.url).toBe(`${github.url}/repos/octo/shop/issues/${issue.number}`);
    expect(issue.created_at).toMatch(/:\d\dZ$/);
    const app = await github.asApp();
    const { data: comment } = await app.rest.issues.createComment({
      owner,
      repo,
      issue_number: issue.number,
      body: "Hi",
    });
    expect(comment.user?.login).toBe("gitcident[bot]");
    expect(github.requests.at(-1)).toMatchObject({
      operationId: "issues/create-comment",
      authKind: "installation",
      status: 201,
    });
    await app.rest.issues.createComment({ owner, repo, issue_number: issue.number, body: "Hi again" });
    const page = await app.rest.issues.listComments({ owner, repo, issue_number: issue.number, per_page: 1 });
    expect(page.headers.link).toContain(`<${github.url}/repos/octo/shop/issues/${issue.number}/comments?`);
  });

  it("lets an App in by its key", async () => {
    const { appId, privateKey, url: baseUrl } = github;
    const app = new Octokit({ authStrategy: createAppAuth, auth: { appId, privateKey }, baseUrl });
    expect((await app.rest.apps.getAuthenticated()).data?.slug).toBe("gitcident");
    const { data } = await app.rest.apps.getRepoInstallation({ owner: "octo", repo: "shop" });
    expect(data.id).toBe(github.installationId);
    const auth = { appId, privateKey, installationId: data.id };
    const ours = new Octokit({ authStrategy: createAppAuth, auth, baseUrl });
    await ours.rest.repos.get({ owner: "octo", repo: "shop" });
    if (!bare) {
      const { data: installed } = await (await github.asApp()).rest.apps.listReposAccessibleToInstallation();
      expect(installed.repositories.map((one) => one.full_name)).toEqual(["octo/shop"]);
      await ours.rest.repos.get({ owner: "octo", repo: "shop" });
    }
    expect(github.requests.at(-1)).toMatchObject({ authKind: "installation", login: "gitcident[bot]" });
  });
});

describe("a server that lacks things", () => {
  it.each([
    { name: "the bare emulator", options: { bare: true } },
    { name: "an older server", options: { without: ["reactions", "graphql", "sub-issues"] } },
  ] as const)("says 404 for them: $name", async ({ options }) => {
    const github = await startGitHub(options);
    const app = await github.asApp();
    const at = { owner: "octo", repo: "shop" };
    const { data: issue } = await app.rest.issues.create({ ...at, title: "Odd" });
    const lacking = [
      () => app.rest.reactions.createForIssue({ ...at, issue_number: issue.number, content: "rocket" }),
      () => app.rest.issues.addSubIssue({ ...at, issue_number: issue.number, sub_issue_id: issue.id }),
      () => app.graphql("{ viewer { login } }"),
    ];
    for (const ask of lacking) await expect(ask()).rejects.toMatchObject({ status: 404 });
    await github.close();
  });
});
