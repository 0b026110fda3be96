import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/host/blob-sha.ts";
import type { Effect } from "../../src/model/effect.ts";
import { HostError, StaleError } from "../../src/model/errors.ts";
import { type Asked, type Script, scripted } from "./scripted.ts";

let close: () => void = () => {};
afterEach(() => close());
async function open(script: Script): ReturnType<typeof scripted> {
  const stage = await scripted(script);
  close = stage.close;
  return stage;
}
const is = (one: Asked, method: string, path: string): boolean => one.method === method && one.path.startsWith(path);
const refusal = (message: string, errors: readonly object[] = []): object => ({
  status: 422,
  json: { message, errors },
});

describe("commits", () => {
  const tree = [
    { path: "run.sh", mode: "100755", type: "blob", sha: blobSha("old"), size: 3 },
    { path: "a.md", mode: "100644", type: "blob", sha: blobSha("a"), size: 1 },
  ];
  const git: Script = (one) => {
    if (is(one, "GET", "/git/commits/")) return { tree: { sha: "t1" } };
    if (is(one, "GET", "/git/trees/")) return { tree, truncated: false };
    return { sha: "s2" };
  };
  const effect: Effect<"commit"> = {
    kind: "commit",
    branch: "incident/INC-2025-042",
    parent: "p1",
    message: "m",
    files: [
      { path: "run.sh", before: "old", after: "new" },
      { path: "a.md", before: "a", after: null },
      { path: "b.md", before: null, after: "b" },
      { path: "same.md", before: null, after: null },
    ],
  };

  it("keep modes, delete by a null SHA, leave the rest to the base tree and never force", async () => {
    const { host, asked } = await open(git);
    expect(await host.sink.commit(effect)).toEqual({ done: true, sha: "s2" });
    expect(asked.filter((one) => one.method !== "GET")).toEqual([
      {
        method: "POST",
        path: "/git/trees",
        body: {
          base_tree: "t1",
          tree: [
            { path: "run.sh", type: "blob", mode: "100755", content: "new" },
            { path: "a.md", type: "blob", mode: "100644", sha: null },
            { path: "b.md", type: "blob", mode: "100644", content: "b" },
          ],
        },
      },
      { method: "POST", path: "/git/commits", body: { message: "m", tree: "s2", parents: ["p1"] } },
      { method: "PATCH", path: "/git/refs/heads/incident/INC-2025-042", body: { sha: "s2", force: false } },
    ]);
  });

  it("are stale when the ref went elsewhere meanwhile", async () => {
    const { host } = await open((one) => (one.method === "PATCH" ? refusal("Update is not a fast forward") : git(one)));
    await expect(host.sink.commit(effect)).rejects.toThrow(StaleError);
  });

  it.each([
    { status: 409, message: "Repository rule violations found\n\nChanges must be made through a pull request." },
    { status: 422, message: "Protected branch update failed for refs/heads/main." },
  ])(
    "to a branch that refuses them make the next look see a protected branch ($status)",
    async ({ status, message }) => {
      const said = { status, json: { message } };
      const found = { name: "main", protected: false, commit: { sha: "p1", commit: { tree: { sha: "t1" } } } };
      const { host } = await open((one) => (one.method === "PUT" ? said : found));
      const files = [{ path: "reports/a.md", before: null, after: "a" }];
      const report: Effect<"commit"> = { kind: "commit", branch: "main", message: "m", files };
      await expect(host.sink.commit(report)).rejects.toThrow(StaleError);
      expect((await host.source.branch({ kind: "branch", name: "main" }))?.protected).toBe(true);
      const again = await host.sink.commit(report).catch((error: unknown) => error);
      expect(again).toBeInstanceOf(HostError);
      expect(again).toMatchObject({ retryable: false });
    },
  );
});

describe("issues and pull requests", () => {
  it("says what GitHub has against a pull request", async () => {
    const effect: Effect<"open-pull"> = {
      kind: "open-pull",
      head: "h",
      base: "main",
      title: "t",
      body: "",
      draft: true,
    };
    const exists = { resource: "PullRequest", code: "custom", message: "A pull request already exists for octo:h." };
    const gone = { resource: "PullRequest", field: "head", code: "invalid" };
    for (const error of [exists, gone]) {
      const { host } = await open(() => refusal("Validation Failed", [error]));
      await expect(host.sink["open-pull"](effect)).rejects.toThrow(StaleError);
      close();
    }
    const nothing = { resource: "PullRequest", code: "custom", message: "No commits between main and h" };
    const { host } = await open(() => refusal("Validation Failed", [nothing]));
    await expect(host.sink["open-pull"](effect)).rejects.toMatchObject({ name: "HostError", retryable: false });
  });

  it("opens a pull request that is no draft where there are none", async () => {
    const said = refusal("Draft pull requests are not supported in this repository.");
    const { host, asked } = await open((one) => (one.body.draft ? said : { number: 9 }));
    const effect: Effect<"open-pull"> = {
      kind: "open-pull",
      head: "h",
      base: "main",
      title: "t",
      body: "",
      draft: true,
    };
    expect(await host.sink["open-pull"](effect)).toMatchObject({ done: true, number: 9 });
    expect(asked.map((one) => one.body.draft)).toEqual([true, false]);
  });

  it("links a sub-issue where it can, and makes the issue anyhow", async () => {
    const issue = { number: 57, id: 900_057 };
    const effect = { kind: "open-issue", title: "t", body: "", labels: [], assignees: [], parent: 42 } as const;
    const linked = await open((one) => (is(one, "POST", "/issues") ? issue : undefined));
    expect(await linked.host.sink["open-issue"]({ ...effect, key: "a" })).toEqual({
      done: true,
      number: 57,
      id: 900_057,
    });
    expect(linked.asked.at(-1)).toMatchObject({ path: "/issues/42/sub_issues", body: { sub_issue_id: 900_057 } });
    close();
    const { host, asked } = await open((one) => (one.path === "/issues" ? issue : undefined));
    expect(await host.sink["open-issue"]({ ...effect, key: "a" })).toMatchObject({ done: true, note: /sub-issue/ });
    expect(await host.sink["open-issue"]({ ...effect, key: "b" })).toEqual({ done: true, number: 57, id: 900_057 });
    expect(asked.filter((one) => one.path.endsWith("sub_issues"))).toHaveLength(1);
  });

  it("takes a crashed answer to the link for a missing nicety, not for a missing issue", async () => {
    const said = { status: 502, json: { message: "Server Error" } };
    const { host } = await open((one) => (one.path === "/issues" ? { number: 57, id: 1 } : said));
    const effect = { kind: "open-issue", title: "t", body: "", labels: [], assignees: [], parent: 42 } as const;
    expect(await host.sink["open-issue"]({ ...effect, key: "a" })).toMatchObject({ done: true, number: 57 });
  });
});

describe("ending a draft", () => {
  const effect: Effect<"ready"> = { kind: "ready", number: 9, node: "PR_9" };
  const failing = (type: string): object => ({ data: null, errors: [{ type, message: "no" }] });

  it("is left to a person where we may not", async () => {
    const { host } = await open((one) => (one.path === "/graphql" ? failing("FORBIDDEN") : { draft: true }));
    expect(await host.sink.ready(effect)).toMatchObject({ done: false, lacks: "ready-for-review" });
    expect((await host.source.repository({ kind: "repository" })).lacks).toEqual([]);
  });

  it("is done where somebody was faster", async () => {
    const { host } = await open((one) => (one.path === "/graphql" ? failing("UNPROCESSABLE") : { draft: false }));
    expect(await host.sink.ready(effect)).toMatchObject({ done: true });
  });

  it("is not believed done where GitHub stumbled", async () => {
    const { host } = await open(() => failing(""));
    expect(await host.sink.ready(effect).catch((error: unknown) => error)).toMatchObject({ ambiguous: true });
    close();
    const limited = await open(() => failing("RATE_LIMITED"));
    const error = await limited.host.sink.ready(effect).catch((one: unknown) => one);
    expect(error).toMatchObject({ name: "HostError", retryable: true, ambiguous: false, retryAfter: 60_000 });
  });

  it("is not tried again where there is no GraphQL", async () => {
    const { host, asked } = await open((one) => (one.path === "/pulls/9" ? { draft: true } : undefined));
    await host.sink.ready(effect);
    await host.sink.ready(effect);
    expect(asked.filter((one) => one.path === "/graphql")).toHaveLength(1);
    expect(asked.map((one) => one.method)).toEqual(["POST", "GET"]);
  });
});

describe("an answer that breaks off", () => {
  const cut = { status: 201, json: { id: 57, body: "x".repeat(1000) }, cut: true };

  it("leaves a write in doubt and is not taken for an answer", async () => {
    const { host, asked } = await open(() => cut);
    const effect: Effect<"comment"> = { kind: "comment", key: "summary", on: 1, id: null, body: "b" };
    expect(await host.sink.comment(effect).catch((error: unknown) => error)).toMatchObject({ ambiguous: true });
    expect(asked).toHaveLength(1);
  });

  it("makes a read ask again", async () => {
    let left = 2;
    const { host } = await open(() => (left-- > 0 ? cut : { number: 1, title: "Down" }));
    expect(await host.source.issue({ kind: "issue", number: 1 })).toMatchObject({ title: "Down" });
  });
});
