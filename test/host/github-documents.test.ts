import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/model/effect.ts";
import { StaleError } from "../../src/model/errors.ts";
import { withKey } from "../../src/model/key.ts";

import { counted, look, reply, stage, talk, write } from "./documents-stage.ts";

describe("GraphQL documents", () => {
  it("asks together what is asked together, and alone what is asked alone", async () => {
    const { issue } = await talk();
    expect(await counted(() => look(issue))).toEqual(["POST /graphql"]);
    const alone = () => stage.host.source.issue({ kind: "issue", number: issue });
    expect(await counted(alone)).toEqual([`GET /issues/${issue}`]);
  });

  it("asks REST for what GraphQL did not find", async () => {
    const { issue } = await talk();
    const { source } = stage.host;
    const both = () =>
      Promise.all([source.issue({ kind: "issue", number: issue }), source.issue({ kind: "issue", number: 99 })]);
    expect(await counted(async () => expect((await both())[1]).toBeNull())).toEqual([
      "POST /graphql",
      "GET /issues/99",
    ]);
    expect(stage.memory.closed.has("graphql")).toBe(false);
  });

  it("reads every page of a list, all lists at once", async () => {
    for (let made = 0; made < 103; made++) await stage.people.openIssue("alice", `Down ${made}`, ["incident"]);
    const { source } = stage.host;
    const requests = await counted(async () => {
      const [issues, none] = await Promise.all([
        source.issues({ kind: "issues", label: "incident", state: "open" }),
        source.issues({ kind: "issues", label: "other", state: "open" }),
      ]);
      expect([issues.length, none.length]).toEqual([103, 0]);
      expect(issues.map(({ title }) => title)).toEqual(issues.map((_, index) => `Down ${index}`));
    });
    expect(requests).toEqual(["POST /graphql", "POST /graphql"]);
  }, 30_000);

  it("knows the pull request that it opened, though no list shows it yet", async () => {
    const { source } = stage.host;
    const head = "incident/INC-2026-001";
    const base = await source.branch({ kind: "branch", name: "main" });
    await source.tree({ kind: "tree", sha: base?.tree ?? "" });
    const files = [{ path: "a.md", before: null, after: "a\n" }];
    stage.github.faults.staleLists({ ms: 3_600_000 });
    const requests = await counted(() =>
      write(
        { kind: "branch", name: head, from: base?.sha ?? "" },
        { kind: "commit", branch: head, message: "Begin", files },
        { kind: "open-pull", head, base: "main", title: "One", body: "", draft: true },
      ),
    );
    expect(requests).toEqual(["POST /graphql"]);
    const ask = { kind: "pulls", head } as const;
    const asked = await counted(async () =>
      expect(await source.pulls(ask)).toMatchObject([{ number: 1, draft: true }]),
    );
    expect(asked).toEqual(["GET /pulls", "GET /pulls/1"]);
    stage.github.faults.staleLists(undefined);
    const again = await counted(async () => expect(await source.pulls(ask)).toMatchObject([{ number: 1 }]));
    expect(again).toEqual(["GET /pulls"]);
  });

  it("does a command's reaction, summary and labels with one request", async () => {
    const { issue, comment } = await talk();
    const [, made] = await write({ kind: "react", comment, with: "rocket" }, reply(issue, "summary"));
    const id = made?.done ? (made.id ?? 0) : 0;
    const requests = await counted(() =>
      write(
        { kind: "react", comment, with: "confused" },
        { kind: "comment", key: "summary", on: issue, id, body: withKey("summary", "Two") },
        {
          kind: "edit-issue",
          number: issue,
          title: "Up",
          labels: ["incident"],
          state: "closed",
          reason: "not_planned",
        },
      ),
    );
    expect(requests).toEqual(["POST /graphql"]);
    const now = await look(issue);
    expect(now.issue).toMatchObject({ title: "Up", state: "closed", stateReason: "not_planned", labels: ["incident"] });
    expect(now.comments.map(({ body }) => body)).toEqual(["/ack", withKey("summary", "Two")]);
    expect(now.comments[0]?.reactions).toEqual({ rocket: 1, confused: 1 });
    expect(now.comments[1]?.author).toEqual({ login: "gitcident[bot]", bot: true });
  });

  it("opens no issue where the commit that claims it is refused", async () => {
    const { source } = stage.host;
    const main = await source.branch({ kind: "branch", name: "main" });
    await source.tree({ kind: "tree", sha: main?.tree ?? "" });
    await write({ kind: "make-label", name: "action-item", color: "000000", description: "" });
    await source.labels({ kind: "labels" });
    await stage.people.push("alice", "main", "a.md", "faster");
    const files = ["b.md", "c.md"].map((path) => ({ path, before: null, after: "claim" }));
    const commit = { kind: "commit", branch: "main", parent: main?.sha ?? "", message: "Claim", files } as const;
    const open = (key: string) =>
      ({
        kind: "open-issue",
        key,
        title: key,
        body: withKey(key, "Mend"),
        labels: ["action-item"],
        assignees: [],
      }) as const;
    await expect(write(commit, open("action:a"), open("action:b"))).rejects.toThrow(StaleError);
    expect(await source.issues({ kind: "issues", label: "action-item", state: "all" })).toEqual([]);
  });

  it("founds an incident with one request, and tells people of it with another", async () => {
    const { issue } = await talk();
    const { source } = stage.host;
    const main = await source.branch({ kind: "branch", name: "main" });
    await source.tree({ kind: "tree", sha: main?.tree ?? "" });
    const name = `incident/INC-2025-00${issue}`;
    const files = [{ path: "incidents/a.md", before: null, after: "\uFEFFGröße 🚀\r\n" }];
    const requests = await counted(() =>
      write(
        { kind: "branch", name, from: main?.sha ?? "" },
        { kind: "commit", branch: name, message: "INC: declared\n\nAs it was.", files },
        { kind: "open-pull", head: name, base: "main", title: "INC", body: `Closes #${issue}`, draft: true },
        reply(issue),
        { kind: "edit-issue", number: issue, labels: ["incident"] },
      ),
    );
    expect(requests).toEqual(["POST /graphql", "POST /graphql"]);
    expect(await source.file({ kind: "file", ref: name, path: "incidents/a.md" })).toMatchObject({
      text: "\uFEFFGröße 🚀\r\n",
    });
    expect(await source.pulls({ kind: "pulls", head: name })).toMatchObject([{ draft: true, author: { bot: true } }]);
  });

  it("makes nothing of an incident's branch where another worker made it first, nor says a word", async () => {
    const { issue } = await talk();
    const { source } = stage.host;
    const main = await source.branch({ kind: "branch", name: "main" });
    await source.tree({ kind: "tree", sha: main?.tree ?? "" });
    await write({ kind: "branch", name: "incident/x", from: main?.sha ?? "" });
    await stage.people.push("alice", "incident/x", "a.md", "theirs\n");
    const files = [{ path: "a.md", before: null, after: "ours\n" }];
    const work = write(
      { kind: "branch", name: "incident/x", from: main?.sha ?? "" },
      { kind: "commit", branch: "incident/x", message: "Ours", files },
      reply(issue),
    );
    await expect(work).rejects.toThrow(StaleError);
    expect(await source.file({ kind: "file", ref: "incident/x", path: "a.md" })).toMatchObject({ text: "theirs\n" });
    expect((await look(issue)).comments).toHaveLength(1);
  });

  it("commits only onto the parent that was named", async () => {
    const { source } = stage.host;
    const main = await source.branch({ kind: "branch", name: "main" });
    await source.tree({ kind: "tree", sha: main?.tree ?? "" });
    await stage.people.push("alice", "main", "hers.md", "hers\n");
    const files = ["a.md", "b.md"].map((path) => ({ path, before: null, after: "ours\n" }));
    const work = write({ kind: "commit", branch: "main", parent: main?.sha ?? "", message: "Ours", files });
    await expect(work).rejects.toThrow(StaleError);
    expect(await source.file({ kind: "file", ref: "main", path: "a.md" })).toBeNull();
  });

  it("opens issues of action items with one request, below their incident", async () => {
    const { issue } = await talk();
    const items = ["one", "two", "three"].map(
      (title): Effect => ({
        kind: "open-issue",
        key: `action:${title}`,
        title,
        body: withKey(`action:${title}`, "Do it"),
        labels: ["incident"],
        assignees: ["bob"],
        parent: issue,
      }),
    );
    const requests = await counted(async () => {
      const receipts = await write(...items);
      expect(receipts.map((receipt) => receipt.done && receipt.number)).toEqual([issue + 1, issue + 2, issue + 3]);
    });
    // The first asks for bob's id.
    expect(requests).toEqual(["POST /graphql", "POST /graphql"]);
    const { data } = await stage.github
      .as("alice")
      .request("GET /repos/octo/shop/issues/{issue}/sub_issues", { issue });
    expect((data as readonly { title: string }[]).map(({ title }) => title)).toEqual(["one", "two", "three"]);
    expect((await look(issue + 1)).issue?.assignees).toEqual(["bob"]);
  });
});
