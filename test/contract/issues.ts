import { describe, expect, it } from "vitest";
import { keyIn, withKey } from "../../src/model/key.ts";
import { readInstant } from "../../src/model/time.ts";
import { made, type Talk } from "./stage.ts";

export function issueContract({ stage, look, act, fresh }: Talk): void {
  describe("issues", () => {
    it("opens an issue with a key and finds it by its label", async () => {
      const label = `action-${fresh()}`;
      await act("make-label", { name: label, color: "#0e8a16", description: "x".repeat(300) });
      await act("make-label", { name: label, color: "0e8a16", description: "again" });
      expect(await look("labels", {})).toContain(label);
      const key = `action:INC-2025-001:${label}`;
      const effect = { key, title: "Mend", body: withKey(key, "Text"), labels: [label], assignees: ["alice"] };
      const { number } = made(await act("open-issue", effect));
      const other = await stage().people.openIssue("alice", "Not ours", [label]);
      const [ours, theirs] = await look("issues", { label, state: "all" });
      const { self } = await look("repository", {});
      expect(ours).toMatchObject({ number, author: { login: self, bot: true }, assignees: ["alice"], state: "open" });
      expect(keyIn(ours?.body ?? "")).toBe(key);
      expect(theirs).toMatchObject({ number: other, author: { login: "alice", bot: false } });
      expect(ours?.createdAt).toBe(readInstant(ours?.createdAt ?? ""));
    });

    it("leaves out whom it can't assign", async () => {
      const key = `action:INC-2025-002:${fresh()}`;
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
      const number = await stage().people.openIssue("alice", "Down", ["incident"]);
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
      const label = `many-${fresh()}`;
      const numbers: number[] = [];
      for (let index = 0; index < 103; index++) {
        numbers.push(await stage().people.openIssue("alice", `Issue ${index}`, [label]));
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
      const number = await stage().people.openIssue("alice", "Down");
      const label = `sev-${fresh()}`;
      await stage().people.label("alice", number, label);
      await stage().people.edit("alice", number, { state: "closed" });
      await stage().people.edit("alice", number, { state: "open" });
      const events = await look("events", { issue: number });
      expect(events.map((one) => one.change.kind)).toEqual(["labeled", "closed", "reopened"]);
      expect(events[0]).toMatchObject({ actor: { login: "alice", bot: false }, change: { label: label } });
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
}
