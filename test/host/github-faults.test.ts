import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newGate } from "../../src/host/github/gate.ts";
import { gitHubHost } from "../../src/host/github/github-host.ts";
import { newMemory } from "../../src/host/github/memory.ts";
import { connect } from "../../src/host/github/octokit.ts";
import type { Host } from "../../src/host/host.ts";
import type { Effect } from "../../src/model/effect.ts";
import { HostError } from "../../src/model/errors.ts";
import { keyIn, withKey } from "../../src/model/key.ts";
import type { Fault } from "../github/faults.ts";
import { startGitHub, type TestGitHub } from "../github/start.ts";

describe("the GitHub host when GitHub fails", () => {
  let github: TestGitHub;
  let count = 0;
  beforeAll(async () => {
    github = await startGitHub();
    github.faults.timeoutMs = 50;
  });
  afterEach(() => {
    github.faults.set(undefined);
    github.faults.limit(undefined);
    github.faults.staleLists(undefined);
  });
  afterAll(() => github.close());

  const hosts = (options: { lag?: number; timeout?: number } = {}): (() => Host) => {
    const gate = newGate({ patience: 0, createdPerMinute: 100_000, createdPerHour: 100_000 });
    const memory = newMemory({ lag: options.lag ?? 0 });
    const { appId, privateKey, installationId, url: baseUrl } = github;
    const octokit = connect({
      baseUrl,
      gate,
      timeout: options.timeout ?? 5000,
      auth: { appId, privateKey, installationId },
    });
    return () => gitHubHost({ octokit, owner: "octo", repo: "shop", self: "gitcident[bot]", memory, branchTtl: 0 });
  };
  const failed = (work: Promise<unknown>): Promise<HostError> =>
    work.then(
      () => Promise.reject(new Error("Unexpected success, expected HostError")),
      (error: HostError) => error,
    );
  const newIssue = async (): Promise<number> => {
    const { data } = await github.as("alice").rest.issues.create({ owner: "octo", repo: "shop", title: "Down" });
    return data.number;
  };
  const replyTo = (on: number): Effect<"comment"> => {
    const key = `reply:${++count}`;
    return { kind: "comment", key, on, id: null, body: withKey(key, "Done") };
  };
  const sentTo = (method: string, path: RegExp): number =>
    github.requests.filter((one) => one.method === method && path.test(one.path)).length;

  it.each<Fault>(["502-after", "timeout", "cut"])("sends a write once, however it fails: %o", async (fault) => {
    const host = hosts({ lag: 60_000 })();
    const effect = replyTo(await newIssue());
    await host.source.repository({ kind: "repository" });
    github.resetCounts();
    github.faults.set((call) => (call.method === "POST" && call.path.endsWith("/comments") ? fault : undefined));
    const error = await failed(host.sink.comment(effect));
    expect(error).toBeInstanceOf(HostError);
    expect(error).toMatchObject({ retryable: true, ambiguous: true });
    github.faults.set(undefined);
    // Lists may be 30 s old: whoever is in a hurry is held back rather than believed.
    expect(await failed(host.sink.comment(effect))).toMatchObject({ retryable: true, ambiguous: false });
    expect(sentTo("POST", /\/comments$/)).toBe(1);
    const comments = await host.source.comments({ kind: "comments", issue: effect.on });
    expect(comments.map((one) => keyIn(one.body))).toEqual([effect.key]);
  });

  it("gives up on a write that takes too long, and calls it ambiguous", async () => {
    const host = hosts({ timeout: 200 })();
    const effect = replyTo(await newIssue());
    await host.source.repository({ kind: "repository" });
    github.faults.timeoutMs = 500;
    github.faults.set((call) => (call.method === "POST" && call.path.endsWith("/comments") ? "timeout" : undefined));
    expect(await failed(host.sink.comment(effect))).toMatchObject({ status: 0, retryable: true, ambiguous: true });
    github.faults.timeoutMs = 50;
  });

  it("knows that a refused connection did nothing", async () => {
    const closed = createServer().listen(0);
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const octokit = connect({ baseUrl: `http://127.0.0.1:${port}`, auth: { token: "none" }, gate: newGate() });
    const self = "gitcident[bot]";
    const host = gitHubHost({ octokit, owner: "octo", repo: "shop", self, memory: newMemory() });
    expect(await failed(host.sink.comment(replyTo(1)))).toMatchObject({ retryable: true, ambiguous: false });
  });

  it("asks again when a read fails, and not for ever", async () => {
    const host = hosts()();
    const number = await newIssue();
    let failures = 2;
    github.faults.set((call) => (call.method === "GET" && failures-- > 0 ? "502-before" : undefined));
    expect(await host.source.issue({ kind: "issue", number })).toMatchObject({ number });
    github.resetCounts();
    github.faults.set((call) => (call.method === "GET" ? "cut" : undefined));
    expect(await failed(host.source.issue({ kind: "issue", number }))).toMatchObject({
      retryable: true,
      ambiguous: false,
    });
    expect(sentTo("GET", /\/issues\/\d+$/)).toBe(3);
  });

  it("asks for its token again when that fails, and then writes once", async () => {
    const host = hosts()();
    const effect = replyTo(await newIssue());
    let failures = 2;
    github.resetCounts();
    github.faults.set((call) => (call.path.endsWith("/access_tokens") && failures-- > 0 ? "502-after" : undefined));
    expect(await host.sink.comment(effect)).toMatchObject({ done: true });
    expect(sentTo("POST", /access_tokens$/)).toBe(3);
    expect(sentTo("POST", /\/comments$/)).toBe(1);
  });

  it("does not call a write ambiguous that was never sent for want of a token", async () => {
    const host = hosts()();
    const effect = replyTo(await newIssue());
    github.faults.set((call) => (call.path.endsWith("/access_tokens") ? "502-before" : undefined));
    expect(await failed(host.sink.comment(effect))).toMatchObject({ retryable: true, ambiguous: false });
  });

  it("makes no second issue or comment while lists are old", async () => {
    const host = hosts()();
    github.faults.staleLists({ ms: 60_000 });
    const key = `action:INC-2025-001:${++count}`;
    const effect = {
      kind: "open-issue",
      key,
      title: "Mend",
      body: withKey(key, ""),
      labels: [],
      assignees: [],
    } as const;
    const first = await host.sink["open-issue"](effect);
    expect(await host.sink["open-issue"](effect)).toMatchObject({ number: first.done ? first.number : 0 });
    const reply = replyTo(await newIssue());
    const made = await host.sink.comment(reply);
    expect(await host.source.comments({ kind: "comments", issue: reply.on })).toEqual([]);
    expect(await host.sink.comment(reply)).toEqual(made);
    github.faults.staleLists(undefined);
    expect(await host.source.comments({ kind: "comments", issue: reply.on })).toHaveLength(1);
  });

  it("keeps the reserve of the primary limit for those whom a person waits for", async () => {
    const gate = newGate({ patience: 0 });
    const token = await github.installationToken();
    const octokit = connect({ baseUrl: github.url, gate, auth: { token } });
    const place = { octokit, owner: "octo", repo: "shop", self: "gitcident[bot]", memory: newMemory() };
    gate.hear({ "x-ratelimit-remaining": "20", "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + 1000) });
    const number = await newIssue();
    const error = await failed(gitHubHost(place).source.issue({ kind: "issue", number }));
    expect(error.retryAfter).toBeGreaterThan(900_000);
    expect(await gitHubHost({ ...place, urgent: true }).source.issue({ kind: "issue", number })).not.toBeNull();
  });

  it("sends nothing while GitHub asks for quiet, from any host of the installation", async () => {
    const make = hosts();
    const [one, two] = [make(), make()];
    const issue = await newIssue();
    await one.source.repository({ kind: "repository" });
    github.faults.limit({ perMinute: 5, retryAfter: 1 });
    github.resetCounts();
    const before = github.faults.whileBlocked;
    let refused = 0;
    let made = 0;
    for (let index = 0; made < 20 && index < 5000; index++) {
      const host = index % 2 === 0 ? one : two;
      const effect = replyTo(issue);
      try {
        await host.sink.comment(effect);
        made++;
      } catch (error) {
        expect(error).toMatchObject({ retryable: true, ambiguous: false });
        refused++;
        const { retryAfter = 0 } = error as HostError;
        expect(retryAfter).toBeGreaterThan(0);
        // Nine of ten come back too early: the gate must stop them.
        if (index % 10 === 9) await new Promise((resolve) => setTimeout(resolve, retryAfter));
      }
    }
    github.faults.limit(undefined);
    expect(refused).toBeGreaterThan(0);
    expect(github.faults.whileBlocked - before).toBe(0);
    const comments = await one.source.comments({ kind: "comments", issue });
    expect(new Set(comments.map((comment) => keyIn(comment.body))).size).toBe(20);
    expect(comments).toHaveLength(20);
  });
});
