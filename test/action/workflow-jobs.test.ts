import { beforeAll, describe, expect, it } from "vitest";
import { loadWorkflow, type WorkflowEvent } from "./workflow-jobs.ts";

type Payload = WorkflowEvent["payload"];
let workflow: Awaited<ReturnType<typeof loadWorkflow>>;
beforeAll(async () => {
  workflow = await loadWorkflow();
}, 600_000);

describe("the workflow's jobs", () => {
  const started = (event: string, payload: Payload, ref?: string) =>
    workflow.jobsOf({ event, payload: { repository: { full_name: "octo/shop" }, ...payload }, ...(ref && { ref }) });
  const pull = (action: string, head: object, more = {}) => ({
    action,
    pull_request: { number: 9, merged: false, head: { repo: { full_name: "octo/shop" }, ...head }, ...more },
  });

  it("give each incident, pull request and merge group a line of its own", () => {
    const group = `gh-readonly-queue/main/pr-9-${"a".repeat(40)}`;
    const groups = [
      started("issues", { action: "opened", issue: { number: 42, labels: [{ name: "incident" }] } }),
      started("push", {}, "refs/heads/incident/INC-2025-042"),
      started("pull_request", pull("opened", { ref: "fix" })),
      started("merge_group", { action: "checks_requested" }, `refs/heads/${group}`),
      started("schedule", {}),
      started("pull_request", pull("closed", { ref: "fix" }, { merged: true })),
    ].map((jobs) => [jobs.map(({ job }) => job).join(), jobs[0]?.group]);
    expect(groups).toEqual([
      ["incident", "gitcident-42"],
      ["incident", "gitcident-incident/INC-2025-042"],
      ["check", "gitcident-9"],
      ["check", `gitcident-${group}`],
      ["incident", "gitcident-repository"],
      ["incident", "gitcident-repository"],
    ]);
  });

  it("name the check's own job after the check on forks only, and start no job that may write for them", () => {
    const fork = { ref: "incident/INC-2025-042", repo: { full_name: "mallory/shop" } };
    const names = (jobs: ReturnType<typeof started>) => jobs.map(({ name }) => name);
    expect(names(started("pull_request", pull("opened", fork)))).toEqual(["gitcident / post-mortem"]);
    expect(names(started("pull_request", pull("closed", fork)))).toEqual([]);
    expect(names(started("pull_request", pull("opened", { ref: "fix" })))).toEqual(["check"]);
    expect(names(started("pull_request", pull("opened", { ref: "incident/INC-2025-042" })))).toEqual([
      "check",
      "incident",
    ]);
    expect(names(started("pull_request", pull("closed", { ref: "fix" })))).toEqual([]);
  });

  it("look at a pull request again when somebody approves it or takes that back, in the pull request's own line", () => {
    const own = { ref: "incident/INC-2025-042", repo: { full_name: "octo/shop" } };
    const review = (state: string, action = "submitted", head: object = own, more: object = {}) =>
      started(
        "pull_request_review",
        { ...pull(action, head, { state: "open", ...more }), review: { state } },
        "refs/pull/9/merge",
      );
    for (const jobs of [review("approved"), review("changes_requested"), review("dismissed", "dismissed")]) {
      expect(jobs.map(({ job, name, group, inputs }) => [job, name, group, inputs["target"]])).toEqual([
        ["check", "check", "gitcident-9", "pull 9"],
      ]);
      expect(jobs[0]?.permissions).toMatchObject({ contents: "read" });
    }
    expect(review("commented")).toEqual([]);
    expect(review("approved", "submitted", own, { state: "closed" })).toEqual([]);
    expect(review("approved", "submitted", { repo: { full_name: "mallory/shop" } })).toEqual([]);
  });

  it("let no talk about a pull request replace a check of it that waits", () => {
    const talk = [
      workflow.groupOf({ event: "issue_comment", payload: { issue: { number: 9, pull_request: {} } } }),
      workflow.groupOf({
        event: "pull_request_review",
        payload: { ...pull("submitted", {}), review: { state: "commented" } },
      }),
    ];
    for (const group of talk) expect(group).toMatch(/^gitcident-1\d{3}$/);
    expect(new Set(talk).size).toBe(2);
    expect(workflow.groupOf({ event: "issue_comment", payload: { issue: { number: 42 } } })).toBe("gitcident-42");
  });

  it("start nothing for ordinary issues, talk on pull requests and what bots say", () => {
    const said = (issueFields: object, sender = "User") =>
      started("issue_comment", {
        action: "created",
        issue: { number: 1, labels: [], body: "", ...issueFields },
        sender: { type: sender },
      });
    const labelled = { labels: [{ name: "incident" }] };
    expect(said({})).toEqual([]);
    expect(said({ ...labelled, pull_request: {} })).toEqual([]);
    expect(said(labelled, "Bot")).toEqual([]);
    expect(said(labelled).length).toBe(1);
    expect(said({ body: "### What is seen\n\n503" }).length).toBe(1);
  });
});
