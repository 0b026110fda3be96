import { expect, test } from "vitest";
import { parseCommand } from "../../src/commands/parse.ts";
import { readTimePhrase } from "../../src/commands/time-phrase.ts";
import { context } from "./read.ts";

test.for<{ typed: string; at: string; started?: string; is: string }>([
  { typed: "02:45", at: "2025-01-15T05:00:00Z", started: "2025-01-15T02:30:00Z", is: "2025-01-15T02:45:00Z" },
  { typed: "2:45Z", at: "2025-01-15T05:00:00Z", is: "2025-01-15T02:45:00Z" },
  { typed: "02:45 UTC", at: "2025-01-15T05:00:00Z", is: "2025-01-15T02:45:00Z" },
  // Ten minutes of tolerance, and not a second more.
  { typed: "05:10", at: "2025-01-15T05:00:00Z", is: "2025-01-15T05:10:00Z" },
  { typed: "05:10:01", at: "2025-01-15T05:00:00Z", is: "2025-01-14T05:10:01Z" },
  // Across midnight, both ways.
  { typed: "23:50", at: "2025-01-15T00:20:00Z", started: "2025-01-14T23:40:00Z", is: "2025-01-14T23:50:00Z" },
  { typed: "00:10", at: "2025-01-15T00:20:00Z", started: "2025-01-14T23:40:00Z", is: "2025-01-15T00:10:00Z" },
  { typed: "00:05", at: "2025-01-14T23:58:00Z", started: "2025-01-14T23:40:00Z", is: "2025-01-15T00:05:00Z" },
  { typed: "23:35", at: "2025-01-15T00:20:00Z", started: "2025-01-14T23:40:00Z", is: "2025-01-14T23:35:00Z" },
  // Less than a day after the start: the latest one.
  { typed: "02:00", at: "2025-01-16T02:20:00Z", started: "2025-01-15T02:30:00Z", is: "2025-01-16T02:00:00Z" },
  // Written long after: the incident's day.
  { typed: "02:45", at: "2026-11-21T12:00:00Z", started: "2025-01-15T02:30:00Z", is: "2025-01-15T02:45:00Z" },
  { typed: "02:25", at: "2026-11-21T12:00:00Z", started: "2025-01-15T02:30:00Z", is: "2025-01-15T02:25:00Z" },
  { typed: "23:59", at: "2026-11-21T12:00:00Z", started: "2025-01-15T02:30:00Z", is: "2025-01-14T23:59:00Z" },
  { typed: "00:10", at: "2026-11-21T12:00:00Z", started: "2025-01-14T23:40:00Z", is: "2025-01-15T00:10:00Z" },
  // Leap day.
  { typed: "23:59:59", at: "2024-03-01T00:00:00Z", is: "2024-02-29T23:59:59Z" },
  { typed: "2024-02-29 10:00 UTC", at: "2024-03-01T00:00:00Z", is: "2024-02-29T10:00:00Z" },
  { typed: "2025-01-15T03:45:00.250+0100", at: "2025-01-15T05:00:00Z", is: "2025-01-15T02:45:00Z" },
  { typed: "1h 30m ago", at: "2025-01-15T05:00:00Z", is: "2025-01-15T03:30:00Z" },
  { typed: "2 hours ago", at: "2025-01-15T05:00:00Z", is: "2025-01-15T03:00:00Z" },
  { typed: "90s ago", at: "2025-01-15T05:00:00Z", is: "2025-01-15T04:58:30Z" },
  { typed: "3d ago", at: "2025-01-15T05:00:00Z", is: "2025-01-12T05:00:00Z" },
])("$typed at $at is $is", ({ typed, at, started, is }) => {
  for (const wrapped of [typed, `**${typed}**`, `\`${typed}\``, `[${typed}]`]) {
    expect(readTimePhrase(wrapped, { ...context, at, started })).toMatchObject({ at: is, rest: "" });
    const found = readTimePhrase(`${wrapped}: - Text: 1`, { ...context, at, started });
    expect(found).toMatchObject({ at: is, rest: "Text: 1" });
  }
});

test("now is a time only where it stands apart", () => {
  for (const text of ["now", "Now: x", "now - x"])
    expect(readTimePhrase(text, context)).toMatchObject({ at: context.at });
  for (const text of ["now x", "nowhere", "now-ish"]) expect(readTimePhrase(text, context)).toBeUndefined();
});

test.for(["nothing", "10m of lag", "3:1 odds", "123:45:67", "nowhere", "10:5", "agony", "", "12 monkeys", "10mb ago"])(
  "%j begins with no time",
  (text) => {
    expect(readTimePhrase(text, context)).toBeUndefined();
  },
);

test.for([
  "24:00",
  "02:60",
  "02:45:61",
  "12:30-13:00",
  "02:45x",
  "2025-13-01T00:00:00Z",
  "2025-01-15T2:45:00Z",
  "0025-01-15T02:45:00Z",
  "2025-01-15T02:45:00+99:00",
  "2025-01-16T00:00:00Z",
  "2025-01-15T02:45:00Zulu",
])("%j is refused, not guessed", (text) => {
  const found = readTimePhrase(`${text} text`, context);
  expect(found).toHaveProperty("mistake");
});

test.for([
  // Half an hour to come, or London's summer time: not almost a day ago.
  { typed: "05:30", at: "2025-01-15T05:00:00Z", started: "2025-01-15T02:30:00Z" },
  { typed: "05:10:01", at: "2025-01-15T05:00:00Z", started: "2025-01-15T04:50:00Z" },
  { typed: "14:29", at: "2025-01-15T05:00:00Z", started: "2025-01-15T02:30:00Z" },
])("$typed at $at, which yesterday would be long before the incident, is refused", ({ typed, at, started }) => {
  expect(readTimePhrase(`${typed} text`, { ...context, at, started })).toEqual({
    mistake: `Unexpected time \`${typed}\`, read as ${at.slice(0, 11)}${typed.length === 5 ? `${typed}:00` : typed}Z: it lies after this comment (${at}). Expected a time that has passed, in UTC; with its date if it was another day.`,
  });
});

test("an evening before a start after midnight is yesterday's", () => {
  const late = { ...context, at: "2025-01-15T00:20:00Z", started: "2025-01-15T00:15:00Z" };
  expect(readTimePhrase("17:00", late)).toMatchObject({ at: "2025-01-14T17:00:00Z" });
  expect(
    readTimePhrase("14:30", { ...late, at: "2025-01-15T05:00:00Z", started: "2025-01-15T02:30:00Z" }),
  ).toMatchObject({
    at: "2025-01-14T14:30:00Z",
  });
});

test("a clock time that was read on another day than the comment's is said", () => {
  const parsed = parseCommand("/timeline 02:45 x", { ...context, at: "2026-11-21T12:00:00Z" });
  expect(parsed).toHaveProperty("notes", [
    "`02:45` was read on the incident's day, as 2025-01-15T02:45:00Z; write the date to say another.",
  ]);
});
