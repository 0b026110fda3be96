import { describe, expect, it } from "vitest";
import { app, github, onStage, quiet, shop } from "./on-stage.ts";

onStage();

describe("the app over HTTP", () => {
  it("turns an issue with the label into a record, a pull request and a check, and takes a command", async () => {
    const alice = github.as("alice");
    const { data: issue } = await alice.issues.create({
      ...shop,
      title: "Checkout is down",
      body: "500s",
      labels: ["incident"],
    });
    await quiet();
    const { data: pulls } = await alice.pulls.list({ ...shop, state: "open" });
    expect(pulls.map((pull) => pull.head.ref)).toEqual([expect.stringMatching(/^incident\/INC-\d{4}-\d{3}$/)]);
    const sha = pulls[0]?.head.sha ?? "";
    const { data: checks } = await alice.checks.listForRef({ ...shop, ref: sha });
    expect(checks.check_runs.map((run) => run.name)).toContain("gitcident / post-mortem");
    await alice.issues.createComment({ ...shop, issue_number: issue.number, body: "/ack" });
    await quiet();
    const { data: comments } = await alice.issues.listComments({ ...shop, issue_number: issue.number });
    expect(comments.some((comment) => comment.user?.login === "gitcident[bot]")).toBe(true);
  }, 600_000);

  it("finds with one tick what lost deliveries told", async () => {
    github.deliveries.setMode({ drop: 1 });
    const alice = github.as("alice");
    const { data: issue } = await alice.issues.create({
      ...shop,
      title: "Search is slow",
      body: "",
      labels: ["incident"],
    });
    await quiet();
    const branches = async () => (await alice.pulls.list({ ...shop, state: "open" })).data.length;
    expect(await branches()).toBe(1);
    await app.tick();
    await quiet();
    expect(await branches()).toBe(2);
    expect(issue.number).toBeGreaterThan(0);
    github.deliveries.setMode({});
  }, 600_000);
});
