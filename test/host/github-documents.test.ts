import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Effect, Receipt } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import { withKey } from "../../src/model/key.ts";
import { apply } from "../../src/reconcile/apply.ts";
import { drySink } from "../../src/reconcile/dry-sink.ts";
import { type GitHubStage, gitHubStage } from "../contract/github-stage.ts";
import type { Fault } from "../github/faults.ts";
import type { Feature } from "../github/gaps.ts";

describe("GraphQL documents", () => {
  let stage: GitHubStage;
  const begin = async (without: readonly Feature[] = []): Promise<void> => {
    stage = await gitHubStage({ documentsFrom: 2, without });
    stage.github.faults.timeoutMs = 50;
  };
  beforeEach(() => begin());
  afterEach(() => stage.close?.());

  const sent = (): readonly string[] =>
    stage.github.requests
      .filter(({ authKind }) => authKind === "installation")
      .map(({ method, path }) => `${method} ${path.replace("/repos/octo/shop", "")}`);
  const counted = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
    const from = sent().length;
    await work();
    return sent().slice(from);
  };
  const write = async (...effects: readonly Effect[]): Promise<readonly Receipt[]> => {
    const receipts: Receipt[] = [];
    await apply({ effects, notes: [], settles: true }, stage.host, (receipt) => receipts.push(receipt));
    return receipts;
  };
  /** An issue with a comment, looked at, so that their ids are known. */
  const talk = async (): Promise<{ readonly issue: number; readonly comment: number }> => {
    const issue = await stage.people.openIssue("alice", "Down", ["incident"]);
    const comment = await stage.people.say("alice", issue, "/ack");
    await look(issue);
    await stage.host.source.labels({ kind: "labels" });
    await stage.host.source.repository({ kind: "repository" });
    return { issue, comment };
  };
  const look = async (issue: number) => {
    const { source } = stage.host;
    const asked = [
      source.issue({ kind: "issue", number: issue }),
      source.comments({ kind: "comments", issue }),
    ] as const;
    const [one, comments] = await Promise.all(asked);
    return { issue: one, comments };
  };
  const reply = (on: number, key = "reply:1"): Effect<"comment"> => ({
    kind: "comment",
    key,
    on,
    id: null,
    body: withKey(key, "Done"),
  });

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

  it("makes no second issue where the server has no sub-issues to put the first below", async () => {
    await stage.close?.();
    await begin(["sub-issues"]);
    const { issue } = await talk();
    const items = ["one", "two", "three"].map((title): Effect => {
      const key = `action:${title}`;
      const place = { labels: ["incident"], assignees: [], parent: issue };
      return { kind: "open-issue", key, title, body: withKey(key, "Do it"), ...place };
    });
    expect(await write(...items)).toMatchObject(items.map(() => ({ done: true })));
    expect(stage.memory.lacks.has("sub-issues")).toBe(true);
    const made = () => stage.host.source.issues({ kind: "issues", label: "incident", state: "all" });
    expect((await made()).map(({ title }) => title)).toEqual(["Down", "one", "two", "three"]);
  });

  it("does not believe that an issue was not made because it could not be put below another", async () => {
    const { issue } = await talk();
    const key = "action:one";
    const place = { labels: ["incident"], assignees: [], parent: issue };
    const effect: Effect = { kind: "open-issue", key, title: "one", body: withKey(key, "Do it"), ...place };
    const errors = [{ type: "UNPROCESSABLE", path: ["m0"], message: "Parent cannot have more than 100 sub-issues" }];
    const fault: Fault = { status: 200, body: { data: { m0: null }, errors } };
    stage.github.faults.set(({ path }) => (path === "/graphql" ? fault : undefined));
    await expect(write(effect)).rejects.toThrow(expect.objectContaining({ ambiguous: true }));
    expect(await counted(() => write(effect))).toEqual(["POST /issues", `POST /issues/${issue}/sub_issues`]);
  });

  it("lets REST say why GraphQL refused one of several, and does the others once", async () => {
    const { issue, comment } = await talk();
    await stage.people.erase("alice", comment);
    const work = write(reply(issue), { kind: "react", comment, with: "rocket" });
    await expect(work).rejects.toThrow(StaleError);
    expect((await look(issue)).comments).toHaveLength(1);
    await write(reply(issue), { kind: "edit-issue", number: issue, title: "Up" });
    expect((await look(issue)).comments).toHaveLength(1);
  });

  it("lets REST do again what does no harm twice, whatever GraphQL calls its error, but makes nothing twice", async () => {
    const { issue, comment } = await talk();
    const failing = (name: string): Fault => ({
      status: 200,
      body: {
        data: { m0: null, m1: null },
        errors: [{ type: "ODD", path: [name], message: "Repository rule violations" }],
      },
    });
    const effects = [reply(issue), { kind: "edit-issue", number: issue, title: "Up" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? failing("m0") : undefined));
    await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ ambiguous: true }));
    stage.github.faults.set(({ path }) => (path === "/graphql" ? failing("m1") : undefined));
    await write({ kind: "react", comment, with: "rocket" }, { kind: "edit-issue", number: issue, title: "Up" });
    stage.github.faults.set(undefined);
    expect(await look(issue)).toMatchObject({ issue: { title: "Up" }, comments: [{ reactions: { rocket: 1 } }] });
  });

  it("takes back a label's id that no longer means that label", async () => {
    const { issue } = await talk();
    const alice = stage.github.as("alice");
    await alice.issues.updateLabel({ owner: "octo", repo: "shop", name: "incident", new_name: "renamed" });
    await write(reply(issue), { kind: "edit-issue", number: issue, labels: ["incident"] });
    expect((await look(issue)).issue?.labels).toEqual(["incident"]);
  });

  it.each<Fault>(["502-after", "timeout", "cut"])("sends a document once, however it fails: %o", async (fault) => {
    const { issue, comment } = await talk();
    const effects = [reply(issue), { kind: "react", comment, with: "rocket" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? fault : undefined));
    const requests = await counted(async () => {
      await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ ambiguous: true, retryable: true }));
    });
    expect(requests).toEqual(["POST /graphql"]);
    stage.github.faults.set(undefined);
    expect((await look(issue)).comments).toHaveLength(2);
  });

  it("makes no second comment while a list may not show the first", async () => {
    await stage.close?.();
    stage = await gitHubStage({ documentsFrom: 2, lag: 60_000 });
    const { issue, comment } = await talk();
    const effects = [reply(issue), { kind: "react", comment, with: "rocket" }] as const;
    stage.github.faults.set(({ path }) => (path === "/graphql" ? "502-after" : undefined));
    await expect(write(...effects)).rejects.toThrow(HostError);
    stage.github.faults.set(undefined);
    await expect(write(...effects)).rejects.toThrow(expect.objectContaining({ retryable: true, ambiguous: false }));
    expect((await look(issue)).comments).toHaveLength(2);
  });

  it("reads by REST while GraphQL is out of order", async () => {
    const { issue } = await talk();
    stage.github.faults.set(({ path }) => (path === "/graphql" ? "502-before" : undefined));
    expect((await look(issue)).comments).toHaveLength(1);
  }, 15_000);

  it("asks a server without GraphQL once", async () => {
    await stage.close?.();
    await begin(["graphql"]);
    const { issue, comment } = await talk();
    await write(reply(issue), { kind: "react", comment, with: "rocket" });
    expect((await look(issue)).comments).toHaveLength(2);
    expect(sent().filter((one) => one === "POST /graphql")).toHaveLength(1);
  });

  it("writes nothing past a sink that was laid over the host's", async () => {
    const { issue, comment } = await talk();
    const { sink, effects } = drySink();
    const plan = {
      effects: [reply(issue), { kind: "react", comment, with: "rocket" }],
      notes: [],
      settles: true,
    } as const;
    const requests = await counted(() => apply(plan, { ...stage.host, sink }, () => {}));
    expect([requests, effects]).toEqual([[], plan.effects]);
  });
});
