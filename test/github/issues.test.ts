import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitHub, type TestGitHub } from "./start.ts";

const at = { owner: "octo", repo: "shop" };

describe("issues of the test's GitHub", () => {
  let github: TestGitHub;
  beforeAll(async () => {
    github = await startGitHub();
  });
  afterAll(() => github.close());

  const issue = async (fields: { title?: string; labels?: string[]; assignees?: string[] } = {}) =>
    (await github.as("alice").rest.issues.create({ ...at, title: "Down", ...fields })).data;

  it("counts reactions once a person and gives them with the comment", async () => {
    const { number } = await issue();
    const alice = github.as("alice").rest;
    const { data: comment } = await alice.issues.createComment({ ...at, issue_number: number, body: "/ack" });
    const rocket = { ...at, comment_id: comment.id, content: "rocket" } as const;
    expect((await alice.reactions.createForIssueComment(rocket)).status).toBe(201);
    expect((await alice.reactions.createForIssueComment(rocket)).status).toBe(200);
    await (await github.asApp()).rest.reactions.createForIssueComment({ ...rocket, content: "confused" });
    await alice.reactions.createForIssue({ ...at, issue_number: number, content: "eyes" });

    const { data: comments } = await alice.issues.listComments({ ...at, issue_number: number });
    expect(comments[0]?.reactions).toMatchObject({ total_count: 2, rocket: 1, confused: 1, heart: 0 });
    expect((await alice.issues.getComment({ ...at, comment_id: comment.id })).data.reactions?.rocket).toBe(1);
    expect((await alice.issues.get({ ...at, issue_number: number })).data.reactions?.eyes).toBe(1);
    const { data: list } = await alice.reactions.listForIssueComment({ ...at, comment_id: comment.id });
    expect(list.map((one) => [one.user?.login, one.content])).toEqual([
      ["alice", "rocket"],
      ["gitcident[bot]", "confused"],
    ]);
    await alice.reactions.deleteForIssueComment({ ...at, comment_id: comment.id, reaction_id: list[0]?.id as number });
    expect((await alice.issues.getComment({ ...at, comment_id: comment.id })).data.reactions?.rocket).toBe(0);
    await expect(alice.reactions.createForIssueComment({ ...rocket, comment_id: 999_999 })).rejects.toThrow(
      /Not Found/,
    );
  });

  it("lists renames, what an issue was opened with, and why it was closed; never edits", async () => {
    const { number } = await issue({ labels: ["incident", "severity:sev1"], assignees: ["bob"] });
    const { update, listEvents } = github.as("carol").rest.issues;
    const here = { ...at, issue_number: number };
    await update({ ...here, body: "More" });
    await update({ ...here, title: "Down again" });
    await update({ ...here, title: "Up", body: "Most" });
    await update({ ...here, state: "closed", state_reason: "not_planned" });
    await update({ ...here, state: "open" });
    const closed = await update({ ...here, state: "closed", state_reason: "duplicate" });
    expect(closed.data.state_reason).toBe("duplicate");
    const { data: events } = await listEvents(here);
    // biome-ignore lint/suspicious/noExplicitAny: the types of events differ in every field.
    const told = events.map((one: any) => [
      one.event,
      one.label?.name ?? one.assignee?.login ?? one.rename ?? one.state_reason,
    ]);
    expect(told).toEqual([
      ["labeled", "incident"],
      ["labeled", "severity:sev1"],
      ["assigned", "bob"],
      ["renamed", { from: "Down", to: "Down again" }],
      ["renamed", { from: "Down again", to: "Up" }],
      ["closed", "not_planned"],
      ["reopened", undefined],
      ["closed", "duplicate"],
    ]);
    const ids = events.map((one) => one.id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    const second = await listEvents({ ...here, per_page: 3, page: 2 });
    expect(second.data.map((one) => one.event)).toEqual(["renamed", "renamed", "closed"]);
    expect(second.headers.link).toContain('rel="next"');
  });

  it("gives comments and issues since a second, that second included", async () => {
    const { number, updated_at } = await issue({ labels: ["since"] });
    const bob = github.as("bob").rest.issues;
    const { data: comment } = await bob.createComment({ ...at, issue_number: number, body: "one" });
    const list = (since: string) => bob.listComments({ ...at, issue_number: number, since });
    const later = new Date(Date.parse(comment.updated_at) + 1000).toISOString();
    expect((await list(comment.updated_at)).data).toHaveLength(1);
    expect((await list(later)).data).toHaveLength(0);
    expect((await bob.listForRepo({ ...at, labels: "since", since: updated_at })).data).toHaveLength(1);
  });

  it("hangs an issue under one other", async () => {
    const [parent, child] = [await issue(), await issue({ title: "Fix it" })];
    const app = (await github.asApp()).rest.issues;
    const link = { ...at, issue_number: parent.number, sub_issue_id: child.id };
    expect((await app.addSubIssue(link)).status).toBe(201);
    await expect(app.addSubIssue(link)).rejects.toMatchObject({ status: 422 });
    await expect(app.addSubIssue({ ...link, sub_issue_id: 99_999 })).rejects.toMatchObject({ status: 404 });
    const { data } = await app.listSubIssues({ ...at, issue_number: parent.number });
    expect(data.map((one) => one.title)).toEqual(["Fix it"]);
  });

  it("lets strangers talk and do nothing else", async () => {
    const mallory = github.as("mallory").rest;
    const theirs = await issue();
    const { data: own } = await mallory.issues.create({ ...at, title: "Mine", labels: ["incident"] });
    expect([own.labels, own.author_association]).toEqual([[], "NONE"]);
    await mallory.issues.createComment({ ...at, issue_number: theirs.number, body: "/resolve" });
    await mallory.issues.update({ ...at, issue_number: own.number, state: "closed", labels: ["incident"] });
    expect((await mallory.issues.get({ ...at, issue_number: own.number })).data.labels).toEqual([]);
    for (const refused of [
      () => mallory.issues.update({ ...at, issue_number: theirs.number, title: "Ha" }),
      () => mallory.issues.addLabels({ ...at, issue_number: own.number, labels: ["incident"] }),
      () => mallory.git.createRef({ ...at, ref: "refs/heads/x", sha: "0".repeat(40) }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ status: 403 });
    }
    const level = async (username: string) =>
      (await github.as("alice").rest.repos.getCollaboratorPermissionLevel({ ...at, username })).data.permission;
    expect(await Promise.all(["octo-admin", "alice", "trent", "mallory"].map(level))).toEqual([
      "admin",
      "write",
      "read",
      "read",
    ]);
    await expect(level("nobody")).rejects.toMatchObject({ status: 404 });
    await expect(level("gitcident[bot]")).rejects.toMatchObject({ status: 404 });
  });

  it("assigns only who may be assigned", async () => {
    await expect(issue({ assignees: ["nobody"] })).rejects.toMatchObject({ status: 422 });
    const { number } = await issue();
    const { data } = await github
      .as("alice")
      .rest.issues.addAssignees({ ...at, issue_number: number, assignees: ["nobody", "bob"] });
    expect(data.assignees?.map((one) => one.login)).toEqual(["bob"]);
  });

  it("refuses what is too long", async () => {
    const { number } = await issue();
    const { createComment, createLabel } = github.as("alice").rest.issues;
    const comment = (length: number) => createComment({ ...at, issue_number: number, body: "é".repeat(length) });
    expect((await comment(65_536)).status).toBe(201);
    for (const refused of [
      () => comment(65_537),
      () => issue({ title: "x".repeat(257) }),
      () => issue({ labels: ["x".repeat(51)] }),
      () => createLabel({ ...at, name: "red", color: "#ff0000" }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ status: 422 });
    }
  });
});
