import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { localHost } from "../../src/host/local/local-host.ts";
import { isSafePath } from "../../src/host/local/path.ts";
import { readRemote } from "../../src/host/local/read-remote.ts";
import { localEffects } from "../../src/host/local/unsupported.ts";
import type { Effect, FileChange } from "../../src/model/effect.ts";
import { HostError } from "../../src/model/errors.ts";
import { cloneWith, emptyFolder, type Folder, freshClone, gitEnv } from "./clone.ts";

const folders: Folder[] = [];
const kept = (folder: Folder): Folder => {
  folders.push(folder);
  return folder;
};
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});
const hostOf = ({ path }: Folder) => localHost({ root: path, env: gitEnv });
const commit = (folder: Folder, branch: string, ...files: readonly FileChange[]) =>
  hostOf(folder).sink.commit({ kind: "commit", branch, message: "Ours\n\nwhy", files });

describe("a commit on the branch that is checked out", () => {
  it("brings the working tree along, and leaves everything else in it", async () => {
    const clone = kept(cloneWith({ "a.md": "one\n", "b.md": "b\n" }));
    clone.write("b.md", "mine, not committed\n");
    clone.write("untracked.md", "mine too\n");
    await commit(
      clone,
      "main",
      { path: "a.md", before: "one\n", after: "two\r\n" },
      { path: "n/c.md", before: null, after: "c\n" },
    );
    expect(readFileSync(join(clone.path, "a.md"), "utf8")).toBe("two\r\n");
    expect(readFileSync(join(clone.path, "n/c.md"), "utf8")).toBe("c\n");
    expect(clone.git("status", "--porcelain")).toBe("M b.md\n?? untracked.md");
    expect(clone.git("log", "-1", "--format=%an|%B")).toBe("Alice|Ours\n\nwhy");
  });

  it("refuses where the file was changed and not committed", async () => {
    const clone = kept(cloneWith({ "a.md": "one\n" }));
    const before = clone.git("rev-parse", "main");
    for (const stage of [() => {}, () => clone.git("add", "a.md")]) {
      clone.write("a.md", "mine\n");
      stage();
      await expect(commit(clone, "main", { path: "a.md", before: "one\n", after: "two\n" })).rejects.toThrow(
        /uncommitted changes of a\.md/,
      );
    }
    clone.git("checkout", "-q", "-f", "main");
    clone.write("new.md", "mine\n");
    const theirs = { path: "new.md", before: null, after: "ours\n" };
    await expect(commit(clone, "main", theirs)).rejects.toThrow(/uncommitted changes of new\.md/);
    expect(readFileSync(join(clone.path, "new.md"), "utf8")).toBe("mine\n");
    expect(clone.git("rev-parse", "main")).toBe(before);
  });

  it("touches no working tree for another branch, and none but its own", async () => {
    const clone = kept(cloneWith({ "a.md": "one\n" }));
    clone.git("branch", "other");
    clone.write("a.md", "mine\n");
    await commit(clone, "other", { path: "a.md", before: "one\n", after: "two\n" });
    expect(clone.git("show", "other:a.md")).toBe("two");
    expect(clone.git("status", "--porcelain")).toBe("M a.md");
    const second = kept(emptyFolder());
    clone.git("worktree", "add", "-q", `${second.path}/tree`, "other");
    await expect(commit(clone, "other", { path: "a.md", before: "two\n", after: "3\n" })).rejects.toThrow(
      /another working tree/,
    );
    expect(clone.git("for-each-ref", "--format=%(refname)", "refs/heads")).toBe("refs/heads/main\nrefs/heads/other");
    expect(existsSync(join(clone.path, ".git", "gitcident-index"))).toBe(false);
  });

  it("says how to give git an author", async () => {
    const clone = kept(cloneWith());
    clone.git("branch", "other");
    const host = localHost({ root: clone.path, env: { PATH: gitEnv["PATH"], HOME: clone.path } });
    const effect = {
      kind: "commit",
      branch: "other",
      message: "x",
      files: [{ path: "a", before: null, after: "x" }],
    } as const;
    clone.git("config", "user.useConfigOnly", "true");
    await expect(host.sink.commit(effect)).rejects.toThrow(/git config user\.name/);
  });
});

describe("paths", () => {
  const hostile = [
    "../out.md",
    "a/../../out.md",
    "/etc/out.md",
    "a//b.md",
    "./a.md",
    ".git/hooks/post-commit",
    "a/.GIT/config",
    ".g\u200cit/config",
    ".git./config",
    "git~1/config",
    "a\\..\\b.md",
    "C:/x.md",
    "a\u0000b.md",
    "a\nb.md",
    "\ud800.md",
    "",
  ];

  it("never leave the repository, nor enter git's own folder", async () => {
    const clone = kept(cloneWith());
    const before = clone.git("rev-parse", "main");
    for (const path of hostile) {
      expect([path, isSafePath(path)]).toEqual([path, false]);
      await expect(commit(clone, "main", { path, before: null, after: "x" })).rejects.toThrow(HostError);
      expect(await hostOf(clone).source.file({ kind: "file", ref: "main", path })).toBeNull();
    }
    expect(clone.git("rev-parse", "main")).toBe(before);
    expect(clone.git("status", "--porcelain")).toBe("");
    for (const fine of [
      "a b.md",
      "größe/日本.md",
      "a…b.md",
      "-x.md",
      ":(top)a.md",
      "a*.md",
      "gitignore",
      ".gitattributes",
    ]) {
      expect([fine, isSafePath(fine)]).toEqual([fine, true]);
      await commit(clone, "main", { path: fine, before: null, after: "x\n" });
      expect((await hostOf(clone).source.file({ kind: "file", ref: "main", path: fine }))?.text).toBe("x\n");
    }
  });

  it("are not followed over links and submodules of the tree", async () => {
    const outside = kept(emptyFolder());
    const clone = kept(cloneWith());
    outside.write("x.md", "secret\n");
    symlinkSync(outside.path, join(clone.path, "incidents"));
    symlinkSync(join(outside.path, "x.md"), join(clone.path, "link.md"));
    clone.git("add", "-A");
    clone.git("update-index", "--add", "--cacheinfo", `160000,${clone.git("rev-parse", "HEAD")},module`);
    clone.git("commit", "-q", "-m", "Links");
    const { source } = hostOf(clone);
    const tree = (await source.branch({ kind: "branch", name: "main" }))?.tree ?? "";
    const types = (await source.tree({ kind: "tree", sha: tree })).map(({ path, type }) => [path, type]);
    expect(types).toEqual([
      ["README.md", "file"],
      ["incidents", "link"],
      ["link.md", "link"],
      ["module", "module"],
    ]);
    for (const path of ["incidents/x.md", "link.md", "module/x.md"]) {
      expect(await source.file({ kind: "file", ref: "main", path })).toBeNull();
      await expect(commit(clone, "main", { path, before: null, after: "ours\n" })).rejects.toThrow(
        /symbolic link|submodule/,
      );
    }
    expect(readFileSync(join(outside.path, "x.md"), "utf8")).toBe("secret\n");
  });
});

describe("what a clone lacks", () => {
  it("is unsupported, with how to do it by hand", async () => {
    const clone = kept(cloneWith());
    const { sink } = hostOf(clone);
    const effects: readonly Effect[] = [
      { kind: "open-pull", head: "x", base: "main", title: "T", body: "", draft: true },
      { kind: "edit-pull", number: 1, title: "T" },
      { kind: "ready", number: 1, node: "" },
      { kind: "reviewers", pull: 1, users: ["a"], teams: [] },
      { kind: "open-issue", key: "k", title: "T", body: "", labels: [], assignees: [] },
      { kind: "edit-issue", number: 1, labels: ["a"] },
      { kind: "make-label", name: "incident", color: "fff", description: "" },
      { kind: "comment", key: "k", on: 1, id: null, body: "x" },
      { kind: "drop-comment", id: 1 },
      {
        kind: "claim",
        name: "1/summary",
        worker: "w",
        at: "2025-01-15T02:30:00Z",
        until: "2025-01-15T02:31:00Z",
        tree: "x",
      },
      { kind: "drop-claim", name: "1/summary" },
      { kind: "review", pull: 1, sha: "x", comments: [] },
      { kind: "drop-review-comment", id: 1 },
      { kind: "react", comment: 1, with: "rocket" },
      { kind: "check", sha: "x", name: "n", id: null, conclusion: "success", title: "", summary: "", findings: [] },
    ];
    expect([...effects.map(({ kind }) => kind), ...localEffects].sort()).toEqual(Object.keys(sink).sort());
    for (const effect of effects) {
      const receipt = await (sink[effect.kind] as (effect: Effect) => Promise<unknown>)(effect);
      expect(receipt).toMatchObject({
        done: false,
        note: expect.stringMatching(/^unsupported [\w-]+: a clone has none; \w+ .+/),
      });
      console.info((receipt as { note: string }).note);
    }
  });

  it("is said where history is missing", async () => {
    const clone = kept(cloneWith());
    clone.git("checkout", "-q", "--orphan", "apart");
    clone.git("commit", "-q", "--allow-empty", "-m", "Apart");
    const { source } = hostOf(clone);
    await expect(source.changes({ kind: "changes", base: "main", head: "apart" })).rejects.toThrow(/history in common/);
    await expect(source.changes({ kind: "changes", base: "main", head: "gone" })).rejects.toThrow(HostError);
    const empty = hostOf(kept(freshClone()));
    expect(await empty.source.branch({ kind: "branch", name: "main" })).toBeNull();
    expect(await empty.source.repository({ kind: "repository" })).toMatchObject({
      defaultBranch: "main",
      owner: "local",
    });
  });
});

it("reads where a remote leads, and drops what is secret of it", () => {
  const shop = { owner: "octo", name: "shop", url: "https://github.com/octo/shop" };
  for (const address of [
    "https://github.com/octo/shop",
    "https://github.com/octo/shop.git/",
    "https://x-access-token:secret@github.com/octo/shop.git",
    "git@github.com:octo/shop.git",
    "ssh://git@github.com:22/octo/shop",
  ]) {
    expect(readRemote(address)).toEqual(shop);
  }
  for (const none of ["/srv/git/shop.git", "../shop", "file:///srv/octo/shop", "https://github.com/shop", ""]) {
    expect(readRemote(none)).toBeUndefined();
  }
});
