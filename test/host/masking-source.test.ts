import { describe, expect, test } from "vitest";
import { maskingSource } from "../../src/host/secrets/masking-source.ts";
import { redactLine } from "../../src/host/secrets/redact.ts";
import type { Source } from "../../src/model/ask.ts";

describe("maskingSource", () => {
  test("masks titles, bodies and renames, and leaves the rest alone", async () => {
    const token = ["gh", "p_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
    const person = { login: "alice", bot: false };
    const issue = {
      number: 1,
      id: 1,
      title: `broke ${token}`,
      body: `see ${token}`,
      state: "open",
      stateReason: null,
      labels: [token],
      assignees: [],
      author: person,
      comments: 0,
      createdAt: "2025-01-15T02:30:00Z",
      updatedAt: "2025-01-15T02:30:00Z",
      closedAt: null,
    } as const;
    const comment = {
      id: 2,
      author: person,
      body: `x ${token}`,
      createdAt: "2025-01-15T02:30:00Z",
      updatedAt: "2025-01-15T02:30:00Z",
      reactions: undefined,
    };
    const renamed = {
      id: 3,
      actor: person,
      createdAt: "2025-01-15T02:30:00Z",
      change: { kind: "renamed", from: `x ${token}`, to: `y ${token}` },
    } as const;
    const source = maskingSource({
      issue: async ({ number }) => (number === 1 ? issue : null),
      issues: async () => [issue],
      comments: async () => [comment],
      events: async () => [renamed],
      blob: async () => token,
    } as Partial<Source> as Source);

    const masked = { ...issue, title: "broke [masked: GitHub token]", body: "see [masked: GitHub token]" };
    for (let time = 0; time < 2; time += 1) {
      expect(await source.issue({ kind: "issue", number: 1 })).toEqual(masked);
      expect(await source.issue({ kind: "issue", number: 2 })).toBeNull();
      expect(await source.issues({ kind: "issues", label: "incident", state: "open" })).toEqual([masked]);
      expect(await source.comments({ kind: "comments", issue: 1 })).toEqual([
        { ...comment, body: "x [masked: GitHub token]" },
      ]);
      expect(await source.events({ kind: "events", issue: 1 })).toEqual([
        { ...renamed, change: { kind: "renamed", from: "x [masked: GitHub token]", to: "y [masked: GitHub token]" } },
      ]);
      expect(await source.blob({ kind: "blob", sha: "0" })).toBe(token);
    }
  });
});

test("a log line is redacted without waiting", () => {
  const token = ["gh", "s_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].join("");
  expect(redactLine(`{"msg":"GET /x","authorization":"token ${token}"}`)).not.toContain(token);
  expect(redactLine("GET /repos/octo/shop 200 in 12 ms")).toBe("GET /repos/octo/shop 200 in 12 ms");
});
