import type { Octokit } from "@octokit/rest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "./start.ts";

const at = { owner: "octo", repo: "shop" };

describe("pull requests of the test's GitHub", () => {
  let github: TestGitHub;
  let app: Octokit;
  beforeAll(async () => {
    github = await startGitHub();
    app = await github.asApp();
  });
  afterAll(() => github.close());

  const headOf = async (branch: string) =>
    (await app.rest.git.getRef({ ...at, ref: `heads/${branch}` })).data.object.sha;

  async function commit(branch: string, files: Record<string, string>, parent?: string): Promise<string> {
    const from = parent ?? (await headOf(branch));
    const base = await app.rest.git.getCommit({ ...at, commit_sha: from });
    const tree = Object.entries(files).map(
      ([path, content]) => ({ path, content, mode: "100644", type: "blob" }) as const,
    );
    const made = await app.rest.git.createTree({ ...at, base_tree: base.data.tree.sha, tree });
    const { data } = await app.rest.git.createCommit({
      ...at,
      message: `On ${branch}`,
      tree: made.data.sha,
      parents: [from],
    });
    return data.sha;
  }

  async function open(branch: string, files: Record<string, string>, body = "") {
    const sha = await commit(branch, files, await headOf("main"));
    await app.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha });
    return (await app.rest.pulls.create({ ...at, title: branch, head: branch, base: "main", body, draft: true })).data;
  }

  const ready = (id: string) =>
    app.graphql<{ markPullRequestReadyForReview: { pullRequest: { isDraft: boolean } } }>(
      "mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } } }",
      { id },
    );

  it("moves with its branch, is made ready by GraphQL only, and says so", async () => {
    const pull = await open("ready", { "a.md": "one" });
    await app.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
      ...at,
      pull_number: pull.number,
      title: "Ready",
      draft: false,
    });
    expect((await app.rest.pulls.get({ ...at, pull_number: pull.number })).data.draft).toBe(true);
    expect(github.validation.violations.join()).toMatch(/\/draft/);
    github.validation.forgive();
    const sha = await commit("ready", { "a.md": "two\nlines\n" });
    await app.rest.git.updateRef({ ...at, ref: "heads/ready", sha, force: false });
    const { data: files } = await app.rest.pulls.listFiles({ ...at, pull_number: pull.number });
    expect(files.map((file) => [file.filename, file.status])).toEqual([["a.md", "added"]]);
    expect(files[0]?.patch).toContain("+two");
    expect((await ready(pull.node_id)).markPullRequestReadyForReview.pullRequest.isDraft).toBe(false);
    const { data } = await app.rest.pulls.get({ ...at, pull_number: pull.number });
    expect([data.draft, data.head.sha]).toEqual([false, sha]);
    expect(await app.graphql("{ viewer { login } }")).toEqual({ viewer: { login: "gitcident[bot]" } });
    await expect(
      github
        .as("mallory")
        .graphql(
          `mutation { markPullRequestReadyForReview(input: { pullRequestId: "${pull.node_id}" }) { clientMutationId } }`,
        ),
    ).rejects.toThrow(/not accessible/);
    await expect(ready("PR_unknown")).rejects.toThrow(/Could not resolve/);
    await github.deliveries.flush();
    const told = github.deliveries.log.filter(
      (one) => one.event === "pull_request" && one.payload.number === pull.number,
    );
    expect(told.map((one) => one.action)).toEqual(
      expect.arrayContaining(["opened", "synchronize", "ready_for_review"]),
    );
    expect(told.find((one) => one.action === "synchronize")?.payload).toMatchObject({
      after: sha,
      pull_request: { head: { sha } },
    });
  });

  it("is opened once a branch, from a branch that has something", async () => {
    const pull = await open("once", { "once.md": "one" });
    const again = { ...at, title: "Again", base: "main" };
    await expect(app.rest.pulls.create({ ...again, head: "once" })).rejects.toThrow(/already exists/);
    await expect(app.rest.pulls.create({ ...again, head: "nowhere" })).rejects.toMatchObject({ status: 422 });
    await app.rest.git.createRef({ ...at, ref: "refs/heads/empty", sha: await headOf("main") });
    await expect(app.rest.pulls.create({ ...again, head: "empty" })).rejects.toThrow(/No commits between/);
    await app.rest.git.deleteRef({ ...at, ref: "heads/once" });
    expect((await app.rest.pulls.get({ ...at, pull_number: pull.number })).data.state).toBe("closed");
    await open("once", { "once.md": "two" });
  });

  it("merges onto what main is now, and closes what it says it closes", async () => {
    const alice = github.as("alice").rest;
    const { data: issue } = await alice.issues.create({ ...at, title: "Down" });
    const [one, two] = [
      await open("one", { "one.md": "1" }, `Closes #${issue.number}`),
      await open("two", { "two.md": "2" }),
    ];
    await expect(alice.pulls.merge({ ...at, pull_number: one.number })).rejects.toMatchObject({ status: 405 });
    await ready(one.node_id);
    await ready(two.node_id);
    const late = await commit("one", { "late.md": "pushed after the pull request" });
    await app.rest.git.updateRef({ ...at, ref: "heads/one", sha: late });
    await expect(alice.pulls.merge({ ...at, pull_number: one.number, sha: one.head.sha })).rejects.toMatchObject({
      status: 409,
    });
    const main = await commit("main", { "README.md": "Changed on main" });
    await app.rest.git.updateRef({ ...at, ref: "heads/main", sha: main });
    const merges = await Promise.all([one, two].map(({ number }) => alice.pulls.merge({ ...at, pull_number: number })));
    const { data: tree } = await app.rest.git.getTree({ ...at, tree_sha: await headOf("main") });
    expect(tree.tree.map((entry) => entry.path)).toEqual(
      expect.arrayContaining(["README.md", "late.md", "one.md", "two.md"]),
    );
    const { data: readme } = await app.rest.repos.getContent({
      ...at,
      path: "README.md",
      mediaType: { format: "raw" },
    });
    expect(String(readme)).toBe("Changed on main");
    const { data: merged } = await app.rest.pulls.get({ ...at, pull_number: one.number });
    expect(merged).toMatchObject({
      merged: true,
      state: "closed",
      merge_commit_sha: merges[0]?.data.sha,
      head: { sha: late },
    });
    const { data: list } = await app.rest.pulls.list({ ...at, state: "closed", head: "octo:two" });
    expect(list[0]?.merged_at).toMatch(/Z$/);
    expect(list[0]).not.toHaveProperty("merged");
    expect(
      (await app.rest.pulls.listFiles({ ...at, pull_number: one.number })).data.map((file) => file.filename),
    ).toEqual(["late.md", "one.md"]);
    expect((await alice.issues.get({ ...at, issue_number: issue.number })).data.state).toBe("closed");
    await expect(alice.pulls.merge({ ...at, pull_number: one.number })).rejects.toMatchObject({ status: 405 });
    await github.deliveries.flush();
    const told = (event: string, number: number) =>
      github.deliveries.log.filter(
        (entry) =>
          entry.event === event &&
          entry.action === "closed" &&
          (entry.payload.issue ?? entry.payload.pull_request).number === number,
      );
    expect(told("pull_request", one.number).map((entry) => entry.payload.pull_request.merged)).toEqual([true]);
    expect(told("issues", issue.number).map((entry) => entry.payload.sender.login)).toEqual(["alice"]);
  });

  it("knows which branches there are", async () => {
    const sha = await headOf("main");
    const missing = { ...at, ref: "heads/nowhere" };
    await expect(app.rest.git.updateRef({ ...missing, sha })).rejects.toThrow(/Reference does not exist/);
    await expect(app.rest.git.deleteRef(missing)).rejects.toThrow(/Reference does not exist/);
    const orphan = await commit("main", { "x.md": "1" });
    const other = await commit("main", { "y.md": "1" });
    await app.rest.git.createRef({ ...at, ref: "refs/heads/incident/INC-1", sha: orphan });
    const stale = app.rest.git.updateRef({ ...at, ref: "heads/incident/INC-1", sha: other, force: false });
    await expect(stale).rejects.toMatchObject({ status: 422 });
    expect(await headOf("incident/INC-1")).toBe(orphan);
  });

  it("gives files as text, and large ones without their text", async () => {
    const write = { ...at, message: "Large", branch: "main" };
    const content = Buffer.alloc(1_048_577, "x").toString("base64");
    await app.rest.repos.createOrUpdateFileContents({ ...write, path: "large.txt", content });
    const { data } = await app.rest.repos.getContent({ ...at, path: "large.txt" });
    expect(data).toMatchObject({ size: 1_048_577, content: "", encoding: "none" });
    const raw = await app.rest.repos.getContent({ ...at, path: "README.md", mediaType: { format: "raw" } });
    expect(raw.data).toEqual(expect.any(String));
  });

  it("refuses a merge where both sides changed a file", async () => {
    const [mine, theirs] = [await open("mine", { "same.md": "1" }), await open("theirs", { "same.md": "2" })];
    await ready(mine.node_id);
    await ready(theirs.node_id);
    await app.rest.pulls.merge({ ...at, pull_number: mine.number });
    await expect(app.rest.pulls.merge({ ...at, pull_number: theirs.number })).rejects.toMatchObject({ status: 405 });
  });

  it("is an issue too", async () => {
    const pull = await open("issue", { "issue.md": "1" });
    await app.rest.issues.createComment({ ...at, issue_number: pull.number, body: "Hello" });
    const { data } = await app.rest.issues.get({ ...at, issue_number: pull.number });
    expect([data.title, data.pull_request?.url]).toEqual(["issue", pull.url]);
    const { data: list } = await app.rest.issues.listForRepo(at);
    expect(list.filter((issue) => issue.pull_request).map((issue) => issue.number)).toContain(pull.number);
    await app.rest.issues.addLabels({ ...at, issue_number: pull.number, labels: ["gitcident"] });
    expect(
      (await app.rest.issues.listForRepo({ ...at, labels: "gitcident" })).data.map((issue) => issue.number),
    ).toEqual([pull.number]);
    await app.rest.issues.update({ ...at, issue_number: pull.number, title: "Renamed" });
    expect((await app.rest.pulls.get({ ...at, pull_number: pull.number })).data.title).toBe("Renamed");
    expect((await app.rest.issues.listEvents({ ...at, issue_number: pull.number })).data).toEqual([]);
    await github.deliveries.flush();
    const comment = github.deliveries.log.findLast((one) => one.event === "issue_comment");
    expect(comment?.payload.issue.pull_request.url).toBe(pull.url);
    const labelled = github.deliveries.log.filter((one) => one.payload.label?.name === "gitcident");
    expect(labelled.map((one) => [one.event, one.action, one.payload.number])).toEqual([
      ["pull_request", "labeled", pull.number],
    ]);
  });

  it("protects a branch from all but reviewed merges", async () => {
    const rule = {
      enforce_admins: true,
      restrictions: null,
      required_pull_request_reviews: { required_approving_review_count: 1 },
    };
    const checks = { strict: false, contexts: ["gitcident / post-mortem"] };
    const admin = github.as("octo-admin").rest.repos;
    await admin.updateBranchProtection({ ...at, branch: "main", ...rule, required_status_checks: checks });
    expect((await app.rest.repos.getBranch({ ...at, branch: "main" })).data.protected).toBe(true);
    const pull = await open("guarded", { "guarded.md": "1" });
    await ready(pull.node_id);
    const sha = await commit("main", { "direct.md": "1" });
    await expect(app.rest.git.updateRef({ ...at, ref: "heads/main", sha })).rejects.toMatchObject({ status: 422 });
    const write = { ...at, path: "direct.md", message: "Direct", content: "MQ==" };
    await expect(app.rest.repos.createOrUpdateFileContents(write)).rejects.toMatchObject({ status: 409 });
    const merge = () => app.rest.pulls.merge({ ...at, pull_number: pull.number });
    await expect(merge()).rejects.toThrow(/"gitcident \/ post-mortem" is expected/);
    await app.rest.checks.create({
      ...at,
      name: "gitcident / post-mortem",
      head_sha: pull.head.sha,
      status: "completed",
      conclusion: "success",
    });
    await expect(merge()).rejects.toThrow(/At least 1 approving review/);
    await github.as("bob").rest.pulls.createReview({ ...at, pull_number: pull.number, event: "APPROVE" });
    expect((await merge()).data.merged).toBe(true);
    await admin.deleteBranchProtection({ ...at, branch: "main" });
    expect((await app.rest.repos.getBranch({ ...at, branch: "main" })).data.protected).toBe(false);
  });
});
