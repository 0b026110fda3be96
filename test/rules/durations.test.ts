import { describe, expect, it } from "vitest";
import { claimsIn } from "../../src/rules/duration-claims.ts";
import { durationSource, readSaidDuration } from "../../src/rules/said-duration.ts";
import { check } from "./check.ts";

const minutesOf = (text: string): number | undefined => {
  const found = new RegExp(`^${durationSource}`, "i").exec(text)?.[0];
  return found === undefined ? undefined : Math.round(readSaidDuration("", found, 0).minutes * 60) / 60;
};

it.each([
  ["2 h 15 min", 135],
  ["2 hours and 15 minutes", 135],
  ["1 day, 2 hours, 3 minutes", 1563],
  ["135 minutes", 135],
  ["3-hour", 180],
  ["three hours", 180],
  ["half an hour", 30],
  ["an hour and a half", 90],
  ["two and a half hours", 150],
  ["1.5 hours", 90],
  ["1,5 h", 90],
  ["90s", 1.5],
  ["2 min 15 s", 2.25],
  ["3 houses", undefined],
  ["several hours", undefined],
])("%s", (text, minutes) => {
  expect(minutesOf(text)).toBe(minutes);
});

/** Started 02:20, detected 02:30, mitigated 04:20, resolved 04:35: 2 h 15 min. */
const head = `---
id: INC-2025-042
title: a
issue: 42
severity: sev1
status: resolved
started: 2025-01-15T02:20:00Z
detected: 2025-01-15T02:30:00Z
acknowledged: 2025-01-15T02:35:00Z
mitigated: 2025-01-15T04:20:00Z
resolved: 2025-01-15T04:35:00Z
---

## Summary

`;
const found = (words: string): readonly string[] =>
  check(`${head}${words}\n`)
    .findings.filter(({ rule }) => rule === "durations-agree")
    .map(({ message }) => message);

describe("what disagrees", () => {
  it.each([
    "The outage lasted 3 hours.",
    "The outage lasted for over 4 hours.",
    "In total, the incident lasted less than an hour.",
    "We had a five-hour outage.",
    "Checkout was completely unavailable for 6 hours.",
    "Duration: 45 minutes",
    "- Total downtime: 5 h",
    "| What | How much |\n| - | - |\n| **Duration** | 30 min |",
    "Time to detection: 45 minutes",
    "TTR: 20 minutes",
    "On 2025-01-15 the outage lasted\n3 hours.",
  ])("%j", (words) => {
    expect(found(words)).toHaveLength(1);
  });
});

describe("what agrees, or is said of something else", () => {
  it.each([
    "The outage lasted 2 h 15 min.",
    "The outage lasted about 2 hours.",
    "The outage lasted almost two and a half hours.",
    "The outage lasted 2 hours.",
    "The outage lasted more than 2 hours.",
    "The outage lasted less than 3 hours.",
    "The outage lasted over 2 hours 20 minutes.",
    "Duration: 135 minutes",
    "Duration: 105 min (until it was mitigated at 110)",
    "Time to detection: 10 minutes",
    "Time to recovery: 2 h 5 min",
    "An alert should fire within 5 minutes.",
    "The target for a SEV-1 is 5 minutes.",
    "The search page was down for 20 minutes.",
    "There was an outage of 6 minutes on the LDAP.",
    "The last outage lasted 6 hours.",
    "The outage would have lasted 8 hours without the standby.",
    "The outage lasted several hours.",
    "The outage lasted 20 minutes longer than it had to.",
    "The outage lasted 20 minutes for customers of the EU.",
    "The cache took 20 minutes to fill during the outage.",
    "The outage began 3 hours after the deployment.",
    "The token is valid for 24 hours.",
    "`The outage lasted 3 hours.`",
    "> Duration: to be confirmed",
    "```\nThe outage lasted 3 hours.\n```",
  ])("%j", (words) => {
    expect(found(words)).toEqual([]);
  });

  it("is not looked for in the timeline, the communication log, action items and lessons", () => {
    for (const title of ["Timeline", "Communication log", "Action items", "Lessons learned"]) {
      expect(found(`Text.\n\n## ${title}\n\n- The outage lasted 9 hours.`)).toEqual([]);
    }
  });
});

it("points at the duration itself", () => {
  const text = `${head}It was bad: the outage lasted 3 hours.\n`;
  const [finding] = check(text).findings.filter(({ rule }) => rule === "durations-agree");
  expect(finding?.place).toEqual({ line: 16, column: 31, endLine: 16, endColumn: 38 });
});

it("reads long pages without end in linear time, and not all of them", () => {
  expect(claimsIn("the outage ".repeat(10_000)).length).toBe(0);
});
