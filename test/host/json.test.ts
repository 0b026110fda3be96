import { describe, expect, it } from "vitest";
import { instantAt, listAt, loginsAt, numberAt, textAt, userAt } from "../../src/host/github/json.ts";

const odd: readonly unknown[] = [undefined, null, 0, "", "text", [], {}, { user: null }, { user: "alice" }, 12n];

describe("reading what GitHub answered", () => {
  it.each(odd)("never crashes on %o", (value) => {
    expect(textAt(value, "user", "name")).toBe("");
    expect(numberAt(value, "user", "id")).toBe(0);
    expect(listAt(value, "labels")).toEqual([]);
    expect(loginsAt(value, "assignees")).toEqual([]);
    expect(instantAt(value, "created_at")).toBe("1970-01-01T00:00:00Z");
    expect(userAt(value, "user")).toEqual({ login: "ghost", bot: false });
  });

  it("reads nothing that only a prototype has", () => {
    expect(textAt({}, "constructor", "name")).toBe("");
    expect(textAt("text", "length")).toBe("");
  });

  it("knows bots by their type and by their name", () => {
    expect(userAt({ user: { login: "renovate", type: "Bot" } }, "user").bot).toBe(true);
    expect(userAt({ user: { login: "helpful[bot]", type: "User" } }, "user").bot).toBe(true);
    expect(userAt({ user: { login: "alice", type: "User" } }, "user").bot).toBe(false);
  });

  it("drops fractions of a second from times", () => {
    expect(instantAt({ at: "2025-01-15T02:30:00.123Z" }, "at")).toBe("2025-01-15T02:30:00Z");
  });
});
