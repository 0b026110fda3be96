import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blobSha } from "../../src/host/blob-sha.ts";
import type { Host } from "../../src/host/host.ts";
import type { Answer, Ask, AskKind } from "../../src/model/ask.ts";
import type { Effect, EffectKind, Receipt } from "../../src/model/effect.ts";
import { StaleError } from "../../src/model/errors.ts";
import { type Finding, fileStart } from "../../src/model/finding.ts";
import { keyIn, withKey } from "../../src/model/key.ts";
import { readInstant } from "../../src/model/time.ts";

/** What people do to the repository behind a host. `alice` may write, `trent` read, `mallory` neither. */
export interface People {
  readonly openIssue: (login: string, title: string, labels?: readonly string[]) => Promise<number>;
  readonly say: (login: string, issue: number, body: string) => Promise<number>;
  readonly edit: (login: string, issue: number, to: { title?: string; state?: "open" | "closed" }) => Promise<void>;
  readonly label: (login: string, issue: number, name: string) => Promise<void>;
  readonly erase: (login: string, comment: number) => Promise<void>;
  readonly push: (login: string, branch: string, path: string, text: string) => Promise<void>;
  readonly dropBranch: (login: string, branch: string) => Promise<void>;
  readonly merge: (login: string, pull: number) => Promise<void>;
}

export interface Stage {
  readonly host: Host;
  readonly people: People;
  /** An older server: no reactions, GraphQL or sub-issues, and less care for what people do. */
  readonly bare?: boolean;
  readonly close?: () => Promise<void>;
}

/** What every host must do. The laws are proven over the host in memory; this is why they hold for the others. */
export function hostContract(name: string, make: () => Promise<Stage>): void {
  describe(`host contract: ${name}`, () => {
    let stage: Stage;
    let count = 0;
    beforeAll(async () => {
      stage = await make();
    });
    afterAll(() => stage.close?.());

    const look = <K extends AskKind>(kind: K, ask: Omit<Ask<K>, "kind">): Promise<Answer<K>> =>
      stage.host.source[kind]({ kind, ...ask } as never) as Promise<Answer<K>>;
    const act = <K extends EffectKind>(kind: K, effect: Omit<Effect<K>, "kind">): Promise<Receipt> =>
      stage.host.sink[kind]({ kind, ...effect } as never);
    const made = (receipt: Receipt): { number: number; id: number } => {
      if (!receipt.done) throw new Error(receipt.note);
      return { number: receipt.number ?? 0, id: receipt.id ?? 0 };
    };
    /** A branch of its own for a test, at main's commit. */
    const branch = async (): Promise<{ name: string; sha: string }> => {
      const main = await look("branch", { name: "main" });
      const fresh = `incident/INC-2025-${String(++count).padStart(3, "0")}`;
      await act("branch", { name: fresh, from: main?.sha ?? "" });
      return { name: fresh, sha: main?.sha ?? "" };
    };
    const write = (on: string, path: string, before: string | null, after: string | null): Promise<Receipt> =>
      act("commit", { branch: on, message: `Write ${path}`, files: [{ path, before, after }] });
    const read = async (ref: string, path: string): Promise<string | undefined> =>
      (await look("file", { ref, path }))?.text;

    describe("branches and files", () => {
      it("makes a branch once", async () => {
        const { name, sha } = await branch();
        expect(await look("branch", { name })).toMatchObject({ name, sha, protected: false });
        await expect(act("branch", { name, from: sha })).rejects.toThrow(StaleError);
        expect(await look("branch", { name: "never/made" })).toBeNull();
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
        await stage.people.push("alice", name, "a.md", "hers\n");
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
        await stage.people.push("alice", name, "hers.md", "hers\n");
        const files = [{ path: "ours.md", before: null, after: "ours\n" }];
        await expect(act("commit", { branch: name, parent: sha, message: "Ours", files })).rejects.toThrow(StaleError);
        expect(await read(name, "ours.md")).toBeUndefined();
        expect(await read(name, "hers.md")).toBe("hers\n");
      });

      it("does nothing when nothing changes, and says stale when the branch is gone", async () => {
        const { name, sha } = await branch();
        expect(await write(name, "none.md", null, null)).toMatchObject({ done: true });
        expect((await look("branch", { name }))?.sha).toBe(sha);
        await stage.people.dropBranch("alice", name);
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
        await stage.people.push("alice", "main", fresh, "fresh\n");
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
        await stage.people.push("alice", "main", `main-${name.slice(-3)}.md`, "later\n");
        const changed = [{ path: "incidents/2025/x.md", status: "added", sha: blobSha("x\n") }];
        expect(await look("changes", { base: "main", head: name })).toEqual(changed);
        const head = (await look("branch", { name }))?.sha ?? "";
        expect(await look("changes", { base: main, head })).toEqual(changed);
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

    describe("issues", () => {
      it("opens an issue with a key and finds it by its label", async () => {
        const label = `action-${++count}`;
        await act("make-label", { name: label, color: "#0e8a16", description: "x".repeat(300) });
        await act("make-label", { name: label, color: "0e8a16", description: "again" });
        expect(await look("labels", {})).toContain(label);
        const key = `action:INC-2025-001:${count}`;
        const effect = { key, title: "Mend", body: withKey(key, "Text"), labels: [label], assignees: ["alice"] };
        const { number } = made(await act("open-issue", effect));
        const other = await stage.people.openIssue("alice", "Not ours", [label]);
        const [ours, theirs] = await look("issues", { label, state: "all" });
        const { self } = await look("repository", {});
        expect(ours).toMatchObject({ number, author: { login: self, bot: true }, assignees: ["alice"], state: "open" });
        expect(keyIn(ours?.body ?? "")).toBe(key);
        expect(theirs).toMatchObject({ number: other, author: { login: "alice", bot: false } });
        expect(ours?.createdAt).toBe(readInstant(ours?.createdAt ?? ""));
      });

      it("leaves out whom it can't assign", async () => {
        const key = `action:INC-2025-002:${++count}`;
        const effect = {
          key,
          title: "Mend",
          body: withKey(key, ""),
          labels: [],
          assignees: ["nobody-at-all", "alice"],
        };
        const { number } = made(await act("open-issue", effect));
        expect((await look("issue", { number }))?.assignees).toEqual(["alice"]);
        await act("edit-issue", { number, assignees: ["nobody-at-all"], title: "Mended" });
        expect(await look("issue", { number })).toMatchObject({ assignees: [], title: "Mended" });
      });

      it("changes an issue and closes it", async () => {
        const number = await stage.people.openIssue("alice", "Down", ["incident"]);
        const labels = ["incident", "severity:sev1"];
        await act("edit-issue", { number, title: "INC: Down", labels, assignees: ["alice"] });
        expect(await look("issue", { number })).toMatchObject({
          title: "INC: Down",
          assignees: ["alice"],
          closedAt: null,
        });
        expect([...((await look("issue", { number }))?.labels ?? [])].sort()).toEqual(labels);
        await act("edit-issue", { number, state: "closed", reason: "not_planned" });
        const closed = await look("issue", { number });
        expect(closed).toMatchObject({ state: "closed", stateReason: "not_planned", title: "INC: Down" });
        expect(closed?.closedAt).not.toBeNull();
        expect((await look("issues", { label: "incident", state: "open" })).map((one) => one.number)).not.toContain(
          number,
        );
        expect(await look("issue", { number: 999_999 })).toBeNull();
      });

      it("lists every page, oldest first, and only what changed since", async () => {
        const label = `many-${++count}`;
        const numbers: number[] = [];
        for (let index = 0; index < 103; index++) {
          numbers.push(await stage.people.openIssue("alice", `Issue ${index}`, [label]));
        }
        const all = await look("issues", { label, state: "open" });
        expect(all.map((one) => one.number)).toEqual(numbers);
        const last = all.at(-1)?.updatedAt ?? "";
        const since = await look("issues", { label, state: "open", since: last });
        expect(since.map((one) => one.number)).toContain(numbers.at(-1));
        expect(await look("issues", { label, state: "open", since: "2999-01-01T00:00:00Z" })).toEqual([]);
        expect(await look("issues", { label: "no such label", state: "all" })).toEqual([]);
      });

      it("tells what people changed, in order", async () => {
        const number = await stage.people.openIssue("alice", "Down");
        await stage.people.label("alice", number, `sev-${++count}`);
        await stage.people.edit("alice", number, { state: "closed" });
        await stage.people.edit("alice", number, { state: "open" });
        const events = await look("events", { issue: number });
        expect(events.map((one) => one.change.kind)).toEqual(["labeled", "closed", "reopened"]);
        expect(events[0]).toMatchObject({ actor: { login: "alice", bot: false }, change: { label: `sev-${count}` } });
        expect(events.map((one) => one.id)).toEqual(events.map((one) => one.id).sort((a, b) => a - b));
      });

      it("knows who may write", async () => {
        expect(await look("permission", { login: "alice" })).toBe("write");
        expect(await look("permission", { login: "trent" })).toBe("read");
        // Of a public repository everybody may read.
        expect(["none", "read"]).toContain(await look("permission", { login: "mallory" }));
        expect(await look("permission", { login: "nobody-at-all" })).toBe("none");
      });
    });

    describe("comments", () => {
      it("makes a comment, then updates it", async () => {
        const issue = await stage.people.openIssue("alice", "Down");
        const key = "summary";
        const theirs = await stage.people.say("alice", issue, "/ack");
        const { id } = made(await act("comment", { key, on: issue, id: null, body: withKey(key, "One") }));
        await act("comment", { key, on: issue, id, body: withKey(key, "Two") });
        const comments = await look("comments", { issue });
        expect(comments.map((one) => one.id)).toEqual([theirs, id]);
        const { self } = await look("repository", {});
        expect(comments[1]).toMatchObject({ author: { login: self, bot: true }, body: withKey(key, "Two") });
        expect(comments[0]).toMatchObject({ author: { login: "alice", bot: false }, body: "/ack" });
        expect((await look("issue", { number: issue }))?.comments).toBe(2);
        expect(await look("comments", { issue, first: true })).toHaveLength(2);
        expect(await look("comments", { issue, since: comments[0]?.createdAt ?? "" })).toHaveLength(2);
        expect(await look("comments", { issue, since: "2999-01-01T00:00:00Z" })).toEqual([]);
      });

      it("says stale when the comment is gone, and makes it anew when asked to", async () => {
        const issue = await stage.people.openIssue("alice", "Down");
        const effect = { key: "summary", on: issue, body: withKey("summary", "One") };
        const { id } = made(await act("comment", { ...effect, id: null }));
        await stage.people.erase("alice", id);
        await expect(act("comment", { ...effect, id })).rejects.toThrow(StaleError);
        const again = made(await act("comment", { ...effect, id: null }));
        expect((await look("comments", { issue })).map((one) => one.id)).toEqual([again.id]);
      });

      it("reacts once, or says that it can't", async () => {
        const issue = await stage.people.openIssue("alice", "Down");
        const comment = await stage.people.say("alice", issue, "/ack");
        const first = await act("react", { comment, with: "rocket" });
        if (stage.bare) {
          expect(first).toMatchObject({ done: false, lacks: "reactions" });
          expect((await look("repository", {})).lacks).toContain("reactions");
          return;
        }
        expect(await act("react", { comment, with: "rocket" })).toMatchObject({ done: true });
        expect((await look("comments", { issue }))[0]?.reactions).toEqual({ rocket: 1, confused: 0 });
        await stage.people.erase("alice", comment);
        await expect(act("react", { comment, with: "confused" })).rejects.toThrow(StaleError);
      });
    });

    describe("pull requests", () => {
      const open = async (closes: number): Promise<{ number: number; name: string }> => {
        const { name } = await branch();
        await write(name, `incidents/${name.slice(-3)}.md`, null, "x\n");
        const body = `Closes #${closes}`;
        const { number } = made(await act("open-pull", { head: name, base: "main", title: name, body, draft: true }));
        return { number, name };
      };

      it("opens, finds and changes a pull request", async () => {
        const issue = await stage.people.openIssue("alice", "Down");
        const { number, name } = await open(issue);
        const { sha } = (await look("branch", { name })) ?? {};
        const expected = {
          number,
          state: "open",
          merged: false,
          draft: true,
          head: { branch: name, sha, fork: false },
        };
        expect(await look("pulls", { head: name })).toMatchObject([expected]);
        expect(await look("pull", { number })).toMatchObject(expected);
        expect(await look("issue", { number })).toBeNull();
        await act("edit-pull", { number, title: "New", state: "closed" });
        expect(await look("pull", { number })).toMatchObject({
          title: "New",
          state: "closed",
          body: `Closes #${issue}`,
        });
        await act("edit-pull", { number, state: "open" });
        expect(await look("pulls", { head: "never/made" })).toEqual([]);
        expect(await look("pull", { number: 999_999 })).toBeNull();
      });

      it("has one open pull request from a branch, whose head follows it", async ({ skip }) => {
        skip(stage.bare === true);
        const { number, name } = await open(1);
        const again = { head: name, base: "main", title: name, body: "", draft: true };
        await expect(act("open-pull", again)).rejects.toThrow(StaleError);
        await stage.people.push("alice", name, "more.md", "more\n");
        const { sha } = (await look("branch", { name })) ?? {};
        expect((await look("pull", { number }))?.head.sha).toBe(sha);
        await expect(act("open-pull", { ...again, head: "never/made" })).rejects.toThrow(StaleError);
      });

      it("ends a draft, or says that it can't", async () => {
        const { number } = await open(1);
        const { node = "" } = (await look("pull", { number })) ?? {};
        const receipt = await act("ready", { number, node });
        if (stage.bare) expect(receipt).toMatchObject({ done: false, lacks: "ready-for-review" });
        else expect(await act("ready", { number, node })).toMatchObject({ done: true });
        expect((await look("pull", { number }))?.draft).toBe(stage.bare === true);
      });

      it("asks those for a review who can give one", async () => {
        const { number } = await open(1);
        await act("reviewers", { pull: number, users: ["nobody-at-all", "alice"], teams: [] });
        expect((await look("pull", { number }))?.reviewers).toEqual(["alice"]);
      });

      it("closes the issue with the merge", async ({ skip }) => {
        skip(stage.bare === true);
        const issue = await stage.people.openIssue("alice", "Down");
        const { number, name } = await open(issue);
        await act("ready", { number, node: (await look("pull", { number }))?.node ?? "" });
        await stage.people.merge("alice", number);
        expect(await look("pull", { number })).toMatchObject({ state: "closed", merged: true });
        expect((await look("pulls", { head: name }))[0]).toMatchObject({ merged: true });
        expect(await read("main", `incidents/${name.slice(-3)}.md`)).toBe("x\n");
        expect((await look("issue", { number: issue }))?.state).toBe("closed");
        const closed = (await look("events", { issue })).at(-1);
        expect(closed).toMatchObject({ actor: { login: "alice" }, change: { kind: "closed" } });
      });
    });

    describe("check runs", () => {
      const finding = (line: number): Finding => ({
        rule: "timeline-order",
        severity: line % 2 === 0 ? "warning" : "error",
        path: "incidents/x.md",
        place: { ...fileStart, line, endLine: line, endColumn: 9 },
        message: `Unexpected time in line ${line}, expected a later one.`,
        fix: "Move the line.",
      });

      it("makes a check run, then brings it up to date", async () => {
        const { name: on } = await branch();
        await write(on, "x.md", null, "x\n");
        const { sha = "" } = (await look("branch", { name: on })) ?? {};
        const name = "gitcident / post-mortem";
        expect(await look("check", { sha, name })).toBeNull();
        const findings = Array.from({ length: 120 }, (_, index) => finding(index + 1));
        const failed = {
          sha,
          name,
          id: null,
          conclusion: "failure",
          title: "120 findings",
          summary: "Long",
          findings,
        } as const;
        const first = made(await act("check", failed));
        const seen = await look("check", { sha, name });
        expect(seen).toEqual({
          id: first.id,
          status: "completed",
          conclusion: "failure",
          title: "120 findings",
          summary: "Long",
        });
        await act("check", {
          ...failed,
          id: first.id,
          conclusion: "success",
          title: "Fine",
          summary: "",
          findings: [],
        });
        expect(await look("check", { sha, name })).toMatchObject({
          status: "completed",
          conclusion: "success",
          title: "Fine",
        });
        expect(await look("check", { sha, name: "another" })).toBeNull();
      });
    });
  });
}
