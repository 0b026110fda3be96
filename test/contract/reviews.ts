import { describe, expect, it } from "vitest";
import { StaleError } from "../../src/model/errors.ts";
import { withKey } from "../../src/model/key.ts";
import { made, type Talk } from "./stage.ts";

export function reviewContract({ stage, look, act, branch, write }: Talk): void {
  describe("reviews", () => {
    const path = "incidents/2025/INC-2025-001.md";
    const open = async () => {
      const { name } = await branch();
      await write(name, path, null, "one\ntwo\nthree\nfour\n");
      const { number } = made(
        await act("open-pull", { head: name, base: "main", title: name, body: "", draft: false }),
      );
      const { sha = "" } = (await look("branch", { name })) ?? {};
      return { name, number, sha };
    };
    const comment = (key: string, first: number, last: number) => {
      const body = withKey(key, "Better:\n\n```suggestion\nTwo\n```");
      return { key, path, first, last, body };
    };

    it("comments on lines once, and takes a comment away", async () => {
      const { number, sha } = await open();
      expect(await look("review-comments", { pull: number })).toEqual([]);
      expect([0, undefined]).toContain((await look("pull", { number }))?.reviewComments);
      const review = { pull: number, sha, comments: [comment("a", 2, 2), comment("b", 3, 4)] };
      const receipt = await act("review", review);
      if (stage().bare) {
        // It knows positions in a diff only. That costs the suggestions and nothing else.
        expect(receipt).toMatchObject({ done: true, note: expect.stringContaining("took no suggested changes") });
        return;
      }
      made(receipt);
      const seen = await look("review-comments", { pull: number });
      const { self } = await look("repository", {});
      expect(seen.map(({ author, body, outdated }) => [author.login, body, outdated])).toEqual(
        review.comments.map(({ body }) => [self, body, false]),
      );
      expect((await look("pull", { number }))?.reviewComments).not.toBe(0);
      const [first] = seen;
      await act("drop-review-comment", { id: first?.id ?? 0 });
      await act("drop-review-comment", { id: first?.id ?? 0 });
      expect((await look("review-comments", { pull: number })).map(({ id }) => id)).toEqual([seen[1]?.id]);
    });

    it("says which comments are outdated by a push, and refuses a head that moved", async ({ skip }) => {
      skip(stage().bare === true);
      const { name, number, sha } = await open();
      await act("review", { pull: number, sha, comments: [comment("a", 2, 2), comment("b", 4, 4)] });
      await stage().people.push("alice", name, path, "one\nzwei\nthree\nfour\n");
      const seen = await look("review-comments", { pull: number });
      expect(seen.map(({ outdated }) => outdated)).toEqual([true, false]);
      await expect(act("review", { pull: number, sha, comments: [comment("c", 9, 9)] })).rejects.toThrow(StaleError);
    });
  });

  it("tells the state of issues and pull requests, and that there is none", async () => {
    const issue = await stage().people.openIssue("alice", "Down");
    expect(await look("issue-state", { number: issue })).toBe("open");
    await stage().people.edit("alice", issue, { state: "closed" });
    expect(await look("issue-state", { number: issue })).toBe("closed");
    expect(await look("issue-state", { number: 999_999 })).toBe("nothing");
    const { name } = await branch();
    await write(name, `incidents/${name.slice(-3)}.md`, null, "x\n");
    const { number } = made(await act("open-pull", { head: name, base: "main", title: name, body: "", draft: true }));
    // The bare emulator has no issue for a pull request.
    if (!stage().bare) expect(await look("issue-state", { number })).toBe("open");
  });

  it("names those who may be assigned issues, or says that it can't", async () => {
    const people = await look("people", {});
    expect(people === null || people.includes("alice")).toBe(true);
    expect(people ?? []).not.toContain("mallory");
  });
}
