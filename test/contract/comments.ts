import { describe, expect, it } from "vitest";
import { StaleError } from "../../src/model/errors.ts";
import { withKey } from "../../src/model/key.ts";
import { made, type Talk } from "./stage.ts";

export function commentContract({ stage, look, act }: Talk): void {
  describe("comments", () => {
    it("makes a comment, then updates it", async () => {
      const issue = await stage().people.openIssue("alice", "Down");
      const key = "summary";
      const theirs = await stage().people.say("alice", issue, "/ack");
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
      const issue = await stage().people.openIssue("alice", "Down");
      const effect = { key: "summary", on: issue, body: withKey("summary", "One") };
      const { id } = made(await act("comment", { ...effect, id: null }));
      await stage().people.erase("alice", id);
      await expect(act("comment", { ...effect, id })).rejects.toThrow(StaleError);
      const again = made(await act("comment", { ...effect, id: null }));
      expect((await look("comments", { issue })).map((one) => one.id)).toEqual([again.id]);
    });

    it("reacts once, or says that it can't", async () => {
      const issue = await stage().people.openIssue("alice", "Down");
      const comment = await stage().people.say("alice", issue, "/ack");
      const first = await act("react", { comment, with: "rocket" });
      if (stage().bare) {
        expect(first).toMatchObject({ done: false, lacks: "reactions" });
        expect((await look("repository", {})).lacks).toContain("reactions");
        return;
      }
      expect(await act("react", { comment, with: "rocket" })).toMatchObject({ done: true });
      expect((await look("comments", { issue }))[0]?.reactions).toEqual({ rocket: 1, confused: 0 });
      await stage().people.erase("alice", comment);
      await expect(act("react", { comment, with: "confused" })).rejects.toThrow(StaleError);
    });
  });
}
