import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { withKey } from "../../src/model/key.ts";
import { nameOf, type Target } from "../../src/model/target.ts";
import { targetsOf } from "../../src/reconcile/targets.ts";

type Payload = Record<string, unknown>;
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];
const self = "gitcident[bot]";
const person = { login: "alice", type: "User" };
const ourselves = { login: self, type: "Bot" };
const robot = { login: "helpful[bot]", type: "Bot" };
const name = (target: Target): string =>
  `${nameOf(target)}${target.kind === "incident" && target.thorough ? " thorough" : ""}`;
const named = (event: string, payload: unknown) => targetsOf(event, payload, self).map(name);

const issue = { number: 42, user: person, body: "Down", labels: [{ name: "incident" }] };
const actionItem = { number: 57, user: { login: self }, body: withKey("action:INC-2025-042:3f9a", "Fix it") };
const pull = { number: 43, merged: false, head: { ref: "incident/INC-2025-042" } };
const group = `gh-readonly-queue/main/pr-104-${"9".repeat(40)}`;
const repository = { default_branch: "main" };

describe("targetsOf", () => {
  it.each<[string, string, Payload, readonly string[]]>([
    ["an issue opened", "issues", { action: "opened", issue, sender: person }, ["incident/42"]],
    ["an issue labelled", "issues", { action: "labeled", issue, sender: person }, ["incident/42"]],
    ["an issue opened by an alerting bot", "issues", { action: "opened", issue, sender: robot }, ["incident/42"]],
    ["an issue without labels", "issues", { action: "opened", issue: { ...issue, labels: [] }, sender: person }, []],
    ["a comment on it", "issue_comment", { action: "created", issue: { ...issue, labels: [] }, sender: person }, []],
    [
      "a form without labels",
      "issues",
      { action: "opened", issue: { ...issue, labels: [], body: "### Title\n\nDown" }, sender: person },
      ["incident/42"],
    ],
    [
      "the last label taken away",
      "issues",
      { action: "unlabeled", issue: { ...issue, labels: [] }, sender: person },
      ["incident/42"],
    ],
    ["our own label", "issues", { action: "labeled", issue, sender: ourselves }, []],
    [
      "a bot that puts back a label of ours",
      "issues",
      { action: "labeled", label: { name: "status:open" }, issue, sender: robot },
      [],
    ],
    ["a bot that takes a label away", "issues", { action: "unlabeled", issue, sender: robot }, []],
    [
      "a bot that declares",
      "issues",
      { action: "labeled", label: { name: "incident" }, issue, sender: robot },
      ["incident/42"],
    ],
    ["an issue event of a pull request", "issues", { action: "closed", issue: { ...issue, pull_request: {} } }, []],
    ["an action item closed", "issues", { action: "closed", issue: actionItem, sender: person }, ["archive"]],
    [
      "a forged action item",
      "issues",
      { action: "closed", issue: { ...actionItem, user: person }, sender: person },
      ["incident/57"],
    ],
    ["a comment", "issue_comment", { action: "created", issue, sender: person }, ["incident/42"]],
    ["a comment edited", "issue_comment", { action: "edited", issue, sender: person }, ["incident/42"]],
    ["our own comment", "issue_comment", { action: "created", issue, sender: ourselves }, []],
    ["a bot's comment", "issue_comment", { action: "created", issue, sender: robot }, []],
    [
      "a comment on a pull request",
      "issue_comment",
      { action: "created", issue: { ...issue, pull_request: {} }, sender: person },
      [],
    ],
    ["our own pull request", "pull_request", { action: "opened", pull_request: pull, sender: ourselves }, ["pull/43"]],
    [
      "a push to a pull request",
      "pull_request",
      { action: "synchronize", pull_request: pull, sender: person },
      ["pull/43"],
    ],
    ["our own edit of a pull request", "pull_request", { action: "edited", pull_request: pull, sender: ourselves }, []],
    [
      "a merge",
      "pull_request",
      { action: "closed", pull_request: { ...pull, merged: true }, sender: person },
      ["archive", "incident/42 thorough"],
    ],
    ["a refusal", "pull_request", { action: "closed", pull_request: pull, sender: person }, ["incident/42 thorough"]],
    [
      "a foreign merge",
      "pull_request",
      { action: "closed", pull_request: { ...pull, merged: true, head: { ref: "fix" } }, sender: person },
      ["archive"],
    ],
    [
      "a check asked for again",
      "check_run",
      { action: "rerequested", check_run: { pull_requests: [{ number: 43 }, { number: 43 }] } },
      ["pull/43"],
    ],
    [
      "a suite asked for again",
      "check_suite",
      { action: "rerequested", check_suite: { pull_requests: [{ number: 43 }, { number: 44 }] } },
      ["pull/43", "pull/44"],
    ],
    [
      "a merge queue that wants checks",
      "merge_group",
      { action: "checks_requested", merge_group: { head_ref: `refs/heads/${group}` }, sender: person },
      [`merge-group/104-${"9".repeat(40)}`],
    ],
    ["a merge group that is gone", "merge_group", { action: "destroyed", merge_group: { head_ref: group } }, []],
    [
      "a check of a merge group asked for again",
      "check_run",
      { action: "rerequested", check_run: { pull_requests: [], check_suite: { head_branch: group } } },
      [`merge-group/104-${"9".repeat(40)}`],
    ],
    ["a push to the default branch", "push", { ref: "refs/heads/main", repository, sender: person }, ["archive"]],
    ["our own push", "push", { ref: "refs/heads/main", repository, sender: ourselves }, []],
    [
      "a push to an incident's branch",
      "push",
      { ref: "refs/heads/incident/INC-2025-042", repository, sender: person },
      ["incident/42 thorough"],
    ],
    [
      "a push by a merge queue",
      "push",
      { ref: `refs/heads/${group}`, repository, sender: robot },
      [`merge-group/104-${"9".repeat(40)}`],
    ],
    ["a push elsewhere", "push", { ref: "refs/heads/fix", repository, sender: person }, []],
    ["a tag", "push", { ref: "refs/tags/main", repository, sender: person }, []],
    ["another event", "star", { action: "created", sender: person }, []],
    ["an event named like a property of objects", "constructor", {}, []],
  ])("%s", (_what, event, payload, expected) => {
    expect(named(event, payload)).toEqual(expected);
  });
});

describe("hazard 29: fields missing or null in payloads", () => {
  const events = ["issues", "issue_comment", "pull_request", "check_run", "check_suite", "push", "merge_group"];
  const payloads = examples
    .filter((example) => events.includes(example.name))
    .flatMap((example) => example.examples.map((payload) => ({ event: example.name, payload })));
  const strange = [null, undefined, 0, -1, 1.5, "x", "", true, [], {}, [null]];

  it("survives every field of every payload nulled, removed or of another type", () => {
    let tried = 0;
    for (const { event, payload } of payloads) {
      for (const { holder, field } of fieldsOf(payload)) {
        const before = holder[field];
        for (const value of strange) {
          if (value === undefined) delete holder[field];
          else holder[field] = value;
          for (const target of targetsOf(event, payload, self)) {
            if (target.kind === "incident") expect(Number.isSafeInteger(target.issue)).toBe(true);
          }
          tried++;
        }
        holder[field] = before;
      }
    }
    for (const event of events) for (const payload of strange) expect(targetsOf(event, payload, self)).toEqual([]);
    console.log(`hazard 29: ${payloads.length} payloads, ${tried} with one field spoiled, 0 crashes`);
    expect(payloads.length).toBeGreaterThanOrEqual(60);
  });
});

/** Every field of a payload, at any depth. */
function fieldsOf(value: unknown): { readonly holder: Payload; readonly field: string }[] {
  if (value === null || typeof value !== "object") return [];
  return Object.keys(value).flatMap((field) => [
    { holder: value as Payload, field },
    ...fieldsOf((value as Payload)[field]),
  ]);
}
