import type { Source } from "../../model/ask.ts";
import type { Sink } from "../../model/effect.ts";
import type { Pull } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";
import { at, listAt, loginsAt, numberAt, textAt, textOrNull, userAt } from "./json.ts";
import { type Memory, pullFrom } from "./memory.ts";
import { askReviewers } from "./reviewers.ts";

export function pullSource(client: Client, memory: Memory): Pick<Source, "pull" | "pulls" | "open-pulls"> {
  const find = async (number: number): Promise<Pull | null> => {
    const pull = await client.find("/pulls/{pull_number}", { pull_number: number });
    return numberAt(pull, "number") > 0 ? pullOf(client, pull) : null;
  };
  return {
    pull: ({ number }) => find(number),
    pulls: async ({ head }) => {
      const asked = { head: `${client.owner}:${head}`, state: "all", sort: "created", direction: "desc" };
      const shown = (await client.list("/pulls", asked))
        .filter((pull) => numberAt(pull, "number") > 0)
        .map((pull) => pullOf(client, pull))
        // GitHub ignores a filter that it can't read.
        .filter((pull) => pull.head.branch === head && !pull.head.fork);
      const young = unshown(memory, head, shown);
      const opened = young === undefined ? null : await find(young);
      return [...shown, ...(opened ? [opened] : [])].sort((a, b) => b.number - a.number);
    },
    "open-pulls": async () => {
      const open = await client.list("/pulls", { state: "open", sort: "created", direction: "desc" });
      return open.filter((pull) => numberAt(pull, "number") > 0).map((pull) => pullOf(client, pull));
    },
  };
}

/** The pull request that this process opened from a branch a short while ago, where a list is too old to show it. */
export function unshown(memory: Memory, head: string, shown: readonly Pull[]): number | undefined {
  const opened = memory.made(pullFrom(head));
  return shown.some(({ number }) => number === opened) ? undefined : opened;
}

export function pullOf(client: Client, pull: unknown): Pull {
  const home = textAt(pull, "base", "repo", "full_name") || `${client.owner}/${client.repo}`;
  // Lists leave the count out.
  const commented = at(pull, "review_comments");
  return {
    number: numberAt(pull, "number"),
    node: textAt(pull, "node_id"),
    title: textAt(pull, "title"),
    body: textAt(pull, "body"),
    state: textAt(pull, "state") === "closed" ? "closed" : "open",
    // Lists leave `merged` out.
    merged: at(pull, "merged") === true || textOrNull(pull, "merged_at") !== null,
    draft: at(pull, "draft") === true,
    head: {
      branch: textAt(pull, "head", "ref"),
      sha: textAt(pull, "head", "sha"),
      // A fork that was deleted leaves no repository behind.
      fork: textAt(pull, "head", "repo", "full_name").toLowerCase() !== home.toLowerCase(),
    },
    base: { branch: textAt(pull, "base", "ref"), sha: textAt(pull, "base", "sha") },
    author: userAt(pull, "user"),
    reviewers: [
      ...loginsAt(pull, "requested_reviewers"),
      ...listAt(pull, "requested_teams").map((team) => `${client.owner}/${textAt(team, "slug")}`),
    ],
    reviewComments: commented === undefined ? undefined : Number(commented),
  };
}

export function pullSink(client: Client, memory: Memory): Pick<Sink, "open-pull" | "edit-pull" | "reviewers"> {
  return {
    "open-pull": async ({ head, base, title, body, draft }) => {
      const open = async (asDraft: boolean): Promise<number> => {
        const made = await client.write("POST", "/pulls", { head, base, title, body, draft: asDraft });
        const number = numberAt(made, "number");
        memory.remember(pullFrom(head), number);
        return number;
      };
      try {
        return { done: true, number: await open(draft) };
      } catch (error) {
        // Private repositories of free plans have no drafts; a validation failure has made nothing.
        if (draft && answered(error, 422) && /draft pull requests are not supported/i.test(error.message)) {
          return { done: true, number: await open(false), note: "this repository has no drafts" };
        }
        return staleWhen(error, (one) => one.status === 422 && hasMoved(one.message));
      }
    },
    "edit-pull": async ({ kind: _, number, ...change }) => {
      try {
        await client.write("PATCH", "/pulls/{pull_number}", { pull_number: number, ...change });
        return { done: true, number };
      } catch (error) {
        return staleWhen(error, (one) => one.status === 404);
      }
    },
    reviewers: (effect) => askReviewers(client, effect),
  };
}

/** There is one already, or the branch that it should come from is gone. */
function hasMoved(said: string): boolean {
  return /already exists/i.test(said) || /"field":"head","code":"invalid"/.test(said);
}
