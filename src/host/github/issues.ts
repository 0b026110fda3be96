import type { Source } from "../../model/ask.ts";
import type { Effect, Sink } from "../../model/effect.ts";
import { HostError } from "../../model/errors.ts";
import { addMinutes } from "../../model/time.ts";
import type { Issue } from "../../model/world.ts";
import { assignableAmong } from "./assignees.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";
import { noteIssue } from "./graphql/nodes.ts";
import { at, instantAt, instantOrNull, listAt, loginsAt, numberAt, textAt, textOrNull, userAt } from "./json.ts";
import type { Memory } from "./memory.ts";
import { once } from "./once.ts";

export function issueSource(client: Client, memory: Memory): Pick<Source, "issue" | "issue-state" | "issues"> {
  return {
    issue: async ({ number }) => {
      const issue = await client.find("/issues/{issue_number}", { issue_number: number });
      noteIssue(memory, issue);
      return isIssue(issue) ? issueOf(issue) : null;
    },
    "issue-state": async ({ number }) => {
      try {
        const found = await client.get("/issues/{issue_number}", { issue_number: number });
        return numberAt(found, "number") > 0 ? openOr(textAt(found, "state")) : null;
      } catch (error) {
        if (answered(error, 404, 410)) return "nothing";
        // A token that may only read files does not make a rule of a missing permission.
        if (answered(error, 401, 403) && !error.retryable) return null;
        throw error;
      }
    },
    issues: async ({ label, state, since }) => {
      // A second of slack, taken off again below: servers disagree on fractions.
      const from = since === undefined ? {} : { since: addMinutes(since, -1 / 60) };
      const asked = { labels: label, state, sort: "created", direction: "asc", ...from };
      const found = (await client.list("/issues", asked)).filter(isIssue).map(issueOf);
      return found.filter((issue) => issue.updatedAt >= (since ?? "")).sort((a, b) => a.number - b.number);
    },
  };
}

function openOr(state: string): "open" | "closed" {
  return state === "open" ? "open" : "closed";
}

/** Pull requests are issues to GitHub; not to us. What has no number can't be spoken of. */
function isIssue(issue: unknown): boolean {
  return numberAt(issue, "number") > 0 && (at(issue, "pull_request") ?? null) === null;
}

export function issueOf(issue: unknown): Issue {
  return {
    number: numberAt(issue, "number"),
    id: numberAt(issue, "id"),
    title: textAt(issue, "title"),
    body: textAt(issue, "body"),
    state: textAt(issue, "state") === "closed" ? "closed" : "open",
    stateReason: textOrNull(issue, "state_reason"),
    labels: listAt(issue, "labels")
      .map((label) => (typeof label === "string" ? label : textAt(label, "name")))
      .filter((name) => name !== ""),
    assignees: loginsAt(issue, "assignees"),
    author: userAt(issue, "user"),
    comments: numberAt(issue, "comments"),
    createdAt: instantAt(issue, "created_at"),
    updatedAt: instantAt(issue, "updated_at"),
    closedAt: instantOrNull(issue, "closed_at"),
  };
}

export function issueSink(client: Client, memory: Memory): Pick<Sink, "open-issue" | "edit-issue"> {
  return {
    "open-issue": async (effect) => {
      const known = memory.made(effect.key);
      if (known !== undefined) return { done: true, number: known };
      const { made, note } = await withoutStrangers(client, effect.assignees, (assignees) =>
        once(memory, effect.key, () =>
          client.write("POST", "/issues", {
            title: effect.title,
            body: effect.body,
            labels: effect.labels,
            assignees,
          }),
        ),
      );
      const [number, id] = [numberAt(made, "number"), numberAt(made, "id")];
      memory.remember(effect.key, number);
      const notes = [note, await linkToParent(client, memory, effect, id)].filter((one) => one !== undefined);
      return { done: true, number, id, ...(notes.length > 0 && { note: notes.join("; ") }) };
    },
    "edit-issue": async ({ number, title, body, labels, assignees, state, reason }) => {
      const change = {
        issue_number: number,
        ...(title !== undefined && { title }),
        ...(body !== undefined && { body }),
        ...(labels && { labels }),
        ...(state && { state }),
        ...(reason && { state_reason: reason }),
      };
      try {
        const { note } = await withoutStrangers(client, assignees ?? [], (able) =>
          client.write("PATCH", "/issues/{issue_number}", { ...change, ...(assignees && { assignees: able }) }),
        );
        return { done: true, number, ...(note !== undefined && { note }) };
      } catch (error) {
        staleWhen(error, (one) => [404, 410].includes(one.status));
      }
    },
  };
}

/**
 * Writes with the assignees; where GitHub refuses them (422: it validates before it does anything, so nothing was done)
 * writes again with those who may be assigned.
 */
async function withoutStrangers(
  client: Client,
  assignees: readonly string[],
  write: (assignees: readonly string[]) => Promise<unknown>,
): Promise<{ made: unknown; note?: string }> {
  try {
    return { made: await write(assignees) };
  } catch (error) {
    if (assignees.length === 0 || !answered(error, 422)) throw error;
    const able = await assignableAmong(client, assignees);
    if (able.length === assignees.length) throw error;
    const left = assignees.filter((login) => !able.includes(login));
    return { made: await write(able), note: `GitHub does not let ${left.join(", ")} be assigned` };
  }
}

/** Makes the issue a sub-issue of its parent. A nicety: whatever comes of it, the issue is made, so this never throws. */
async function linkToParent(
  client: Client,
  memory: Memory,
  { parent }: Effect<"open-issue">,
  id: number,
): Promise<string | undefined> {
  if (parent === undefined || memory.lacks.has("sub-issues")) return undefined;
  try {
    const link = { issue_number: parent, sub_issue_id: id };
    await client.write("POST", "/issues/{issue_number}/sub_issues", link);
    return undefined;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (answered(error, 404, 405, 410)) memory.lacks.add("sub-issues");
    client.log(`Issue not linked to #${parent}: ${error.message}`);
    return `not linked to #${parent} as a sub-issue`;
  }
}
