import { describe, expect, it } from "vitest";
import { StaleError } from "../../src/model/errors.ts";
import { made, type Talk } from "./stage.ts";

export function pullContract({ stage, look, act, branch, write, read }: Talk): void {
  describe("pull requests", () => {
    const open = async (closes: number): Promise<{ number: number; name: string }> => {
      const { name } = await branch();
      await write(name, `incidents/${name.slice(-3)}.md`, null, "x\n");
      const body = `Closes #${closes}`;
      const { number } = made(await act("open-pull", { head: name, base: "main", title: name, body, draft: true }));
      return { number, name };
    };

    it("opens, finds and changes a pull request", async () => {
      const issue = await stage().people.openIssue("alice", "Down");
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
      skip(stage().bare === true);
      const { number, name } = await open(1);
      const again = { head: name, base: "main", title: name, body: "", draft: true };
      await expect(act("open-pull", again)).rejects.toThrow(StaleError);
      await stage().people.push("alice", name, "more.md", "more\n");
      const { sha } = (await look("branch", { name })) ?? {};
      expect((await look("pull", { number }))?.head.sha).toBe(sha);
      await expect(act("open-pull", { ...again, head: "never/made" })).rejects.toThrow(StaleError);
    });

    it("ends a draft and begins it again, or says that it can't", async () => {
      const { number } = await open(1);
      const { node = "" } = (await look("pull", { number })) ?? {};
      const receipt = await act("ready", { number, node });
      if (stage().bare) expect(receipt).toMatchObject({ done: false, lacks: "ready-for-review" });
      else expect(await act("ready", { number, node })).toMatchObject({ done: true });
      expect((await look("pull", { number }))?.draft).toBe(stage().bare === true);
      expect((await act("ready", { number, node, draft: true })).done).toBe(stage().bare !== true);
      expect((await look("pull", { number }))?.draft).toBe(true);
    });

    it("asks those for a review who can give one", async () => {
      const { number } = await open(1);
      await act("reviewers", { pull: number, users: ["nobody-at-all", "alice"], teams: [] });
      expect((await look("pull", { number }))?.reviewers).toEqual(["alice"]);
    });

    it("closes the issue with the merge", async ({ skip }) => {
      skip(stage().bare === true);
      const issue = await stage().people.openIssue("alice", "Down");
      const { number, name } = await open(issue);
      await act("ready", { number, node: (await look("pull", { number }))?.node ?? "" });
      await stage().people.merge("alice", number);
      expect(await look("pull", { number })).toMatchObject({ state: "closed", merged: true });
      expect((await look("pulls", { head: name }))[0]).toMatchObject({ merged: true });
      expect(await read("main", `incidents/${name.slice(-3)}.md`)).toBe("x\n");
      expect((await look("issue", { number: issue }))?.state).toBe("closed");
      const closed = (await look("events", { issue })).at(-1);
      expect(closed).toMatchObject({ actor: { login: "alice" }, change: { kind: "closed" } });
    });
  });
}
