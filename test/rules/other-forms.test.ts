import { expect, it } from "vitest";
import { readDocument } from "../../src/markdown/document.ts";
import { sectionOf } from "../../src/markdown/section-names.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { check } from "./check.ts";

const fields = [
  "---",
  "id: INC-2025-042",
  "title: Checkout is down",
  "issue: 42",
  "severity: sev2",
  "status: resolved",
  "started: 2025-01-15T02:30:00Z",
  "resolved: 2025-01-15T04:45:00Z",
  "---",
  "",
].join("\n");

function rulesFor(body: string): readonly string[] {
  return check(fields + body).findings.map(({ rule }) => rule);
}

function found(heading: string, name: string): boolean {
  const result = readDocument("a.md", `## ${heading}\n\nText.\n`);
  return result.kind === "ok" && sectionOf(result.document, name, defaultConfig) !== undefined;
}

// Each of these was a wrong finding on a real post-mortem (docs/evaluation.md).
it.each([
  ["Timeline (all times UTC)", "Timeline"],
  ["Timeline - May 29, 2021", "Timeline"],
  ["Root Cause(s)", "Root cause"],
])("takes %s for %s", (heading, name) => {
  expect(found(heading, name)).toBe(true);
});

it.each([
  ["Timeline tooling (internal)", "Timeline"],
  ["Impact - on the roadmap", "Impact"],
])("does not take %s for %s", (heading, name) => {
  expect(found(heading, name)).toBe(false);
});

it("takes a line that ends in code for written", () => {
  expect(rulesFor("## Summary\n\nDelete the pod: `kubectl delete pod binder`\n")).not.toContain("sections-filled");
  expect(rulesFor("## Summary\n\nDelete the pod:\n")).toContain("sections-filled");
});

it("takes nobody who is quoted below an action item for its owner", () => {
  const item = "## Action items\n\n- Add a check a week before\n";
  expect(rulesFor(`${item}  - @alice: it would be nice to have a ticket\n`)).not.toContain("action-items-one-line");
  expect(rulesFor(`${item}  - Owner: @alice\n`)).toContain("action-items-one-line");
  expect(rulesFor(`${item}  @alice due:2025-02-01\n`)).toContain("action-items-one-line");
});
