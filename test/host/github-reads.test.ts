import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { blobSha } from "../../src/host/blob-sha.ts";
import { checkOf } from "../../src/host/github/checks.ts";
import { commentOf } from "../../src/host/github/comments.ts";
import { eventOf } from "../../src/host/github/events.ts";
import { issueOf } from "../../src/host/github/issues.ts";
import { pullOf } from "../../src/host/github/pulls.ts";
import { type Script, scripted } from "./scripted.ts";

let close: () => void = () => {};
afterEach(() => close());
async function open(script: Script): ReturnType<typeof scripted> {
  const stage = await scripted(script);
  close = stage.close;
  return stage;
}
const base64 = (bytes: string | Buffer): string => Buffer.from(bytes as string).toString("base64");

const latin = Buffer.from([0xff, 0xfe]);

describe("files", () => {
  it.each([
    ["a link", { type: "symlink", target: "/etc/passwd", size: 11 }],
    ["a submodule", { type: "submodule", size: 0 }],
    ["a folder", [{ type: "file", name: "a.md" }]],
    ["too large", { type: "file", size: 1_048_577, encoding: "base64", content: base64("x") }],
    ["not UTF-8", { type: "file", size: 2, encoding: "base64", content: base64(latin), sha: blobSha(latin) }],
    ["nothing at all", {}],
  ])("are null where the path is %s", async (_, said) => {
    const { host } = await open(() => said);
    expect(await host.source.file({ kind: "file", ref: "main", path: "a.md" })).toBeNull();
  });

  it("come from the blob where the contents API leaves them out", async () => {
    const sha = blobSha("hello");
    const inline = { type: "file", size: 1_048_576, encoding: "none", content: "", sha };
    const { host, asked } = await open((one) =>
      one.path.startsWith("/contents") ? inline : { size: 5, content: base64("hello").replace(/.{4}/, "$&\n") },
    );
    expect(await host.source.file({ kind: "file", ref: "main", path: "a.md" })).toMatchObject({ sha, text: "hello" });
    await host.source.blob({ kind: "blob", sha });
    expect(asked).toHaveLength(2);
  });

  it("are listed folder by folder where GitHub cuts the list, and asked for once", async () => {
    const blob = (path: string): object => ({ path, type: "blob", mode: "100644", sha: `b-${path}`, size: 1 });
    const answers: Record<string, object> = {
      "/git/trees/root?recursive=1": { truncated: true, tree: [blob("partial.md")] },
      "/git/trees/root": {
        truncated: false,
        tree: [
          blob("a.md"),
          { path: "deep", type: "tree", mode: "040000", sha: "t-deep" },
          { path: "link", type: "blob", mode: "120000", sha: "b-link", size: 4 },
          { path: "module", type: "commit", mode: "160000", sha: "c-module" },
        ],
      },
      "/git/trees/t-deep?recursive=1": { truncated: false, tree: [blob("b.md"), blob("er/c.md")] },
    };
    const { host, asked } = await open((one) => answers[one.path]);
    const entries = await host.source.tree({ kind: "tree", sha: "root" });
    expect(entries.map((entry) => [entry.path, entry.type])).toEqual([
      ["a.md", "file"],
      ["link", "link"],
      ["module", "module"],
      ["deep/b.md", "file"],
      ["deep/er/c.md", "file"],
    ]);
    expect(await host.source.tree({ kind: "tree", sha: "root" })).toEqual(entries);
    expect(asked).toHaveLength(3);
  });

  it("that changed come from both trees where the comparison may have left some out", async () => {
    const entry = (name: string, sha: string): object => ({ path: name, type: "blob", mode: "100644", sha, size: 1 });
    const files = Array.from({ length: 300 }, (_, index) => ({ filename: `f${index}`, status: "added", sha: "s" }));
    const answers: Record<string, object> = {
      "/compare/main...head": { files, merge_base_commit: { sha: "c0" } },
      "/git/commits/c0": { tree: { sha: "t0" } },
      "/commits/head?per_page=1": { commit: { tree: { sha: "t1" } } },
      "/git/trees/t0?recursive=1": { tree: [entry("same", "1"), entry("old", "2"), entry("kept", "3")] },
      "/git/trees/t1?recursive=1": {
        tree: [
          entry("same", "1"),
          entry("kept", "4"),
          ...files.map((file) => entry(file.filename, "s")),
          entry("x", "5"),
        ],
      },
    };
    const { host } = await open((one) => answers[one.path]);
    const changes = await host.source.changes({ kind: "changes", base: "main", head: "head" });
    expect(changes).toHaveLength(303);
    expect(changes).toContainEqual({ path: "old", status: "removed", sha: "2" });
    expect(changes).toContainEqual({ path: "kept", status: "modified", sha: "4" });
    expect(changes).toContainEqual({ path: "x", status: "added", sha: "5" });
  });
});

describe("branches and pages", () => {
  it("takes a branch that was renamed for gone", async () => {
    const { host } = await open(() => ({ name: "trunk", commit: { sha: "c1", commit: { tree: { sha: "t1" } } } }));
    expect(await host.source.branch({ kind: "branch", name: "main" })).toBeNull();
  });

  it("calls an answer that is no list an error, never an empty list", async () => {
    const { host } = await open(() => ({ message: "odd" }));
    const asked = { kind: "issues", label: "incident", state: "open" } as const;
    await expect(host.source.issues(asked)).rejects.toMatchObject({ name: "HostError", retryable: true });
  });

  it("leaves pull requests and things without a number out of the issues", async () => {
    const { host } = await open(() => [
      { number: 2, pull_request: {} },
      { title: "?" },
      null,
      { number: 1, pull_request: null },
    ]);
    const issues = await host.source.issues({ kind: "issues", label: "incident", state: "open" });
    expect(issues.map((issue) => issue.number)).toEqual([1]);
  });

  it("sees only the check runs that are ours", async () => {
    const run = (id: number, slug: string | null): object => ({
      id,
      name: "n",
      status: "completed",
      app: slug && { slug },
    });
    const { host } = await open(() => ({ check_runs: [run(1, "gitcident"), run(3, "other"), run(2, "gitcident")] }));
    expect(await host.source.check({ kind: "check", sha: "c", name: "n" })).toMatchObject({ id: 2 });
  });
});

describe("fields that are missing or null", () => {
  const client = { owner: "octo", repo: "shop" } as Parameters<typeof pullOf>[0];
  const readers: Record<string, (value: unknown) => unknown> = {
    issue: issueOf,
    comment: commentOf,
    pull_request: (value) => pullOf(client, value),
    check_run: checkOf,
    event: eventOf,
  };

  it("crash nothing: every field of real payloads, one by one", () => {
    const root = dirname(createRequire(import.meta.url).resolve("@octokit/webhooks-examples/package.json"));
    const text = readFileSync(join(root, "api.github.com", "index.json"), "utf8");
    expect(readdirSync(root)).toContain("api.github.com");
    let read = 0;
    for (const { examples } of JSON.parse(text)) {
      for (const payload of examples) {
        for (const [name, reader] of Object.entries(readers)) {
          const thing = name === "event" ? { ...payload, event: payload.action, id: 1 } : payload[name];
          if (thing === undefined) continue;
          for (const path of pathsOf(thing)) {
            for (const value of [null, undefined]) {
              withField(thing, path, value, () => expect(reader(thing)).toBeTypeOf("object"));
              read++;
            }
          }
        }
      }
    }
    console.info(`${read} payloads with one field gone, 0 crashes`);
    expect(read).toBeGreaterThan(10_000);
  });
});

/** Paths to every field, three deep: readers look no deeper than that into what may be null. */
function pathsOf(value: unknown, depth = 3): string[][] {
  if (depth === 0 || value === null || typeof value !== "object") return [];
  return Object.keys(value).flatMap((name) => [
    [name],
    ...pathsOf((value as Record<string, unknown>)[name], depth - 1).map((path) => [name, ...path]),
  ]);
}

function withField(value: unknown, path: readonly string[], to: unknown, look: () => void): void {
  const last = path.at(-1) as string;
  const holder = path.slice(0, -1).reduce((one, name) => (one as Record<string, unknown>)[name], value) as Record<
    string,
    unknown
  >;
  const before = holder[last];
  if (to === undefined) delete holder[last];
  else holder[last] = to;
  look();
  holder[last] = before;
}
