import { expect, test } from "vitest";
import { parseCommand } from "../../src/commands/parse.ts";
import { context } from "./read.ts";

test("long texts are cut, never in the middle of a character, and it is said", () => {
  const parsed = parseCommand(`/timeline ${"x".repeat(9_999)}🚀 and more`, context);
  expect(parsed).toMatchObject({ kind: "command", command: { text: "x".repeat(9_999), truncated: true } });
  expect(parsed).toHaveProperty("notes", ["The text was longer than 10000 characters: the rest of it was left out."]);
  expect(parseCommand(`/cause ${"y".repeat(1_000_000)}`, context)).toMatchObject({ command: { truncated: true } });
});

test("a second command in one comment is not done, and it is said", () => {
  const parsed = parseCommand("/ack\n\n/severity sev1\n/drill", context);
  const note = "Only the first line of a comment is a command: `/severity sev1` was not read as one.";
  expect(parsed).toMatchObject({ command: { name: "ack" }, notes: [note] });
  expect(parseCommand("/ack\n/etc/passwd\n> /drill\n    /drill", context)).toHaveProperty("notes", []);
});

test("what stands below a cause belongs to it; what stands below an action item is said to be left out", () => {
  expect(parseCommand("/cause It checked\nthe wrong condition", context)).toMatchObject({
    command: { text: "It checked\nthe wrong condition" },
    notes: [],
  });
  const left =
    "An action item is one line: what stands below it was not taken. Say the whole of it on the first line, or edit the record.";
  expect(parseCommand("/action Fix it\ndue:2026-12-01 @bob", context)).toMatchObject({
    kind: "command",
    notes: [left],
  });
  for (const body of ["/action Fix it\n\n", "/action Fix it\n\nOn Mon, Al wrote:\n> /ack\n"])
    expect(parseCommand(body, context)).toMatchObject({ kind: "command", notes: [] });
});
