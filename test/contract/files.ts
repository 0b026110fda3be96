import { describe, expect, it } from "vitest";
import { blobSha } from "../../src/host/blob-sha.ts";
import { StaleError } from "../../src/model/errors.ts";
import type { Talk } from "./stage.ts";

export function fileContract({ stage, look, act, branch, write, read }: Talk): void {
  describe("branches and files", () => {
    it("makes a branch once", async () => {
      const { name, sha } = await branch();
      expect(await look("branch", { name })).toMatchObject({ name, sha, protected: false });
      await expect(act("branch", { name, from: sha })).rejects.toThrow(StaleError);
      expect(await look("branch", { name: "never/made" })).toBeNull();
    });

    it("says when the default branch's commit was made", async () => {
      const base = await look("branch", { name: (await look("repository", {})).defaultBranch });
      // An older server may not tell.
      expect(base?.committedAt ?? "2025-01-15T00:00:00Z").toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    it("writes, changes and deletes a file, byte for byte", async () => {
      const { name } = await branch();
      const text = "\uFEFF# Größe 🚀\r\n\r\nno newline at the end";
      await write(name, "incidents/2025/a b.md", null, text);
      const file = await look("file", { ref: name, path: "incidents/2025/a b.md" });
      expect(file).toEqual({ path: "incidents/2025/a b.md", text, sha: blobSha(text) });
      expect(await look("blob", { sha: blobSha(text) })).toBe(text);
      await write(name, "incidents/2025/a b.md", text, "");
      expect(await read(name, "incidents/2025/a b.md")).toBe("");
      await write(name, "incidents/2025/a b.md", "", null);
      expect(await read(name, "incidents/2025/a b.md")).toBeUndefined();
    });

    it("refuses a change of what is no longer there", async () => {
      const { name } = await branch();
      await write(name, "a.md", null, "one\n");
      await stage().people.push("alice", name, "a.md", "hers\n");
      await expect(write(name, "a.md", "one\n", "ours\n")).rejects.toThrow(StaleError);
      await expect(write(name, "a.md", null, "ours\n")).rejects.toThrow(StaleError);
      await expect(write(name, "a.md", "one\n", null)).rejects.toThrow(StaleError);
      await expect(write(name, "b.md", "was here\n", "ours\n")).rejects.toThrow(StaleError);
      await expect(write(name, "b.md", "was here\n", null)).rejects.toThrow(StaleError);
      expect(await read(name, "a.md")).toBe("hers\n");
    });

    it("commits several files at once or none", async () => {
      const { name, sha } = await branch();
      const files = [
        { path: "reports/a.md", before: null, after: "a\n" },
        { path: "reports/deep/b.json", before: null, after: "{}\n" },
      ];
      const first = await act("commit", { branch: name, parent: sha, message: "Report", files });
      expect(first).toMatchObject({ done: true, sha: (await look("branch", { name }))?.sha });
      const next = [
        { path: "reports/a.md", before: "other\n", after: "b\n" },
        { path: "reports/c.md", before: null, after: "c\n" },
      ];
      await expect(act("commit", { branch: name, message: "Report", files: next })).rejects.toThrow(StaleError);
      expect(await read(name, "reports/c.md")).toBeUndefined();
      const last = [
        { path: "reports/a.md", before: "a\n", after: null },
        { path: "reports/c.md", before: null, after: "c\n" },
      ];
      await act("commit", { branch: name, message: "Report", files: last });
      expect(await read(name, "reports/a.md")).toBeUndefined();
      expect(await read(name, "reports/c.md")).toBe("c\n");
      expect(await read(name, "reports/deep/b.json")).toBe("{}\n");
    });

    it("refuses a parent that the branch has left", async () => {
      const { name, sha } = await branch();
      await stage().people.push("alice", name, "hers.md", "hers\n");
      const files = [{ path: "ours.md", before: null, after: "ours\n" }];
      await expect(act("commit", { branch: name, parent: sha, message: "Ours", files })).rejects.toThrow(StaleError);
      expect(await read(name, "ours.md")).toBeUndefined();
      expect(await read(name, "hers.md")).toBe("hers\n");
    });

    it("does nothing when nothing changes, and says stale when the branch is gone", async () => {
      const { name, sha } = await branch();
      expect(await write(name, "none.md", null, null)).toMatchObject({ done: true });
      expect((await look("branch", { name }))?.sha).toBe(sha);
      await stage().people.dropBranch("alice", name);
      await expect(write(name, "a.md", null, "a\n")).rejects.toThrow(StaleError);
      const files = ["a", "b"].map((path) => ({ path, before: null, after: "x\n" }));
      await expect(act("commit", { branch: name, message: "x", files })).rejects.toThrow(StaleError);
      expect(await look("branch", { name })).toBeNull();
      expect(await read(name, "a.md")).toBeUndefined();
    });

    it("brings a branch up to date with another without losing either history", async () => {
      const { name, sha } = await branch();
      await write(name, "reports/rolling.md", null, "old\n");
      const parent = (await look("branch", { name }))?.sha ?? "";
      const fresh = `fresh-${name.slice(-3)}.md`;
      await stage().people.push("alice", "main", fresh, "fresh\n");
      const onto = (await look("branch", { name: "main" }))?.sha ?? "";
      const files = [{ path: "reports/rolling.md", before: null, after: "new\n" }];
      const stale = { branch: name, parent: sha, onto, message: "Report", files };
      await expect(act("commit", stale)).rejects.toThrow(StaleError);
      const wrong = [{ path: fresh, before: null, after: "ours\n" }];
      await expect(act("commit", { ...stale, parent, files: wrong })).rejects.toThrow(StaleError);
      await act("commit", { ...stale, parent });
      expect(await read(name, "reports/rolling.md")).toBe("new\n");
      expect(await read(name, fresh)).toBe("fresh\n");
      const changed = await look("changes", { base: "main", head: name });
      expect(changed.map((file) => file.path)).toEqual(["reports/rolling.md"]);
    });

    it("finds branches by how they begin and drops one that has not moved", async () => {
      const [one, two] = [await branch(), await branch()];
      await write(two.name, "a.md", null, "a\n");
      const tip = (await look("branch", { name: two.name }))?.sha ?? "";
      const found = await look("branches", { prefix: "incident/INC-2025-" });
      expect(found).toContainEqual({ name: one.name, sha: one.sha });
      expect(found).toContainEqual({ name: two.name, sha: tip });
      expect(found.map((each) => each.name)).not.toContain("main");
      expect(await look("branches", { prefix: "never/" })).toEqual([]);
      await expect(act("drop-branch", { name: two.name, at: two.sha })).rejects.toThrow(StaleError);
      expect(await act("drop-branch", { name: two.name, at: tip })).toMatchObject({ done: true });
      expect(await act("drop-branch", { name: two.name, at: tip })).toMatchObject({ done: true });
      expect(await look("branch", { name: two.name })).toBeNull();
    });

    it("lists a whole tree and what a branch changed", async () => {
      const { name } = await branch();
      await write(name, "incidents/2025/x.md", null, "x\n");
      const { tree = "" } = (await look("branch", { name })) ?? {};
      const entries = await look("tree", { sha: tree });
      const listed = { path: "incidents/2025/x.md", sha: blobSha("x\n"), size: 2, type: "file" };
      expect(entries).toContainEqual(listed);
      expect(entries.every((entry) => !("mode" in entry))).toBe(true);
      const main = (await look("branch", { name: "main" }))?.sha ?? "";
      await stage().people.push("alice", "main", `main-${name.slice(-3)}.md`, "later\n");
      const changed = [{ path: "incidents/2025/x.md", status: "added", sha: blobSha("x\n") }];
      const seen = await look("changes", { base: "main", head: name });
      expect(seen.map(({ hunks: _, ...one }) => one)).toEqual(changed);
      // A clone does not say which lines a diff shows.
      expect([undefined, [[1, 1]]]).toContainEqual(seen[0]?.hunks);
      const head = (await look("branch", { name }))?.sha ?? "";
      expect(await look("changes", { base: main, head })).toEqual(seen);
      expect(await look("file", { ref: name, path: "incidents/2025" })).toBeNull();
      expect(await look("file", { ref: head, path: "incidents/2025/x.md" })).toMatchObject({ text: "x\n" });
    });

    it("answers null for what is not text or too large", async () => {
      const { name } = await branch();
      const large = "a".repeat(1_048_577);
      await write(name, "large.md", null, large);
      expect(await look("file", { ref: name, path: "large.md" })).toBeNull();
      expect(await look("blob", { sha: blobSha(large) })).toBeNull();
    });
  });
}
