import type { Source } from "../../model/ask.ts";
import type { Effect, Receipt, Sink } from "../../model/effect.ts";
import { StaleError } from "../../model/errors.ts";
import type { ReviewComment } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { answered } from "./errors.ts";
import { numberAt, textAt, userAt } from "./json.ts";
import type { Memory } from "./memory.ts";
import { once } from "./once.ts";

const comments = "/pulls/{pull_number}/comments";

export function reviewSource(client: Client, memory: Memory): Pick<Source, "review-comments" | "approvals"> {
  return {
    "review-comments": async ({ pull }) => {
      if (memory.lacks.has("reviews")) return [];
      const found = await client.list(comments, { pull_number: pull }).catch((error: unknown) => {
        if (!answered(error, 403, 404)) throw error;
        if (error.status === 403) memory.lacks.add("reviews");
        return [];
      });
      return found
        .filter((comment) => numberAt(comment, "id") > 0)
        .map(commentOf)
        .sort((a, b) => a.id - b.id);
    },
    approvals: async ({ pull, sha }) => {
      const found = await client.list("/pulls/{pull_number}/reviews", { pull_number: pull }).catch((error: unknown) => {
        if (!answered(error, 403, 404)) throw error;
        return null;
      });
      return found && approversIn(found, sha);
    },
  };
}

/** Reviews come oldest first; a comment leaves what was said before it. An approval of an older commit is none of this one. */
function approversIn(reviews: readonly unknown[], sha: string): readonly string[] {
  const newest = new Map<string, unknown>();
  for (const review of reviews) {
    const verdict = ["APPROVED", "CHANGES_REQUESTED", "DISMISSED"].includes(textAt(review, "state"));
    if (verdict) newest.set(userAt(review, "user").login, review);
  }
  const approved = (review: unknown): boolean =>
    textAt(review, "state") === "APPROVED" && textAt(review, "commit_id") === sha;
  return [...newest].filter(([login, review]) => login !== "" && approved(review)).map(([login]) => login);
}

/** GitHub says no line of a comment whose lines have changed since. */
function commentOf(comment: unknown): ReviewComment {
  return {
    id: numberAt(comment, "id"),
    author: userAt(comment, "user"),
    body: textAt(comment, "body"),
    outdated: !(numberAt(comment, "line") > 0),
  };
}

export function reviewSink(client: Client, memory: Memory): Pick<Sink, "review" | "drop-review-comment"> {
  const lacking: Receipt = { done: false, lacks: "reviews", note: "This server or token takes no reviews from us" };
  return {
    review: async (effect) => {
      if (memory.lacks.has("reviews")) return lacking;
      const name = `review #${effect.pull} ${effect.comments.map(({ key }) => key).join(" ")}`;
      const known = memory.made(name);
      // The list was too old to show it.
      if (known !== undefined) return { done: true, id: known };
      try {
        const id = numberAt(await once(memory, name, () => writeReview(client, effect)), "id");
        memory.remember(name, id);
        return { done: true, id };
      } catch (error) {
        if (answered(error, 422)) return refused(client, effect, error.message);
        // 404 is also the answer where the pull request is gone; it costs these suggestions only.
        if (!answered(error, 403, 404)) throw error;
        if (error.status === 403) memory.lacks.add("reviews");
        client.log(`${lacking.note}: ${error.message}`);
        return lacking;
      }
    },
    "drop-review-comment": async ({ id }) => {
      try {
        await client.write("DELETE", "/pulls/comments/{comment_id}", { comment_id: id });
      } catch (error) {
        if (!answered(error, 403, 404)) throw error;
        if (error.status === 403) return lacking;
      }
      return { done: true };
    },
  };
}

/** docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request: lines are those of the head. */
function writeReview(client: Client, { pull, sha, comments }: Effect<"review">): Promise<unknown> {
  return client.write("POST", "/pulls/{pull_number}/reviews", {
    pull_number: pull,
    commit_id: sha,
    event: "COMMENT",
    body: "Gitcident suggests changes that can be committed as they stand. A push that mends one takes it away.",
    comments: comments.map(({ path, first, last, body }) => ({
      path,
      line: last,
      side: "RIGHT",
      ...(first < last && { start_line: first, start_side: "RIGHT" }),
      body,
    })),
  });
}

/** A line that is not in the diff, or a head that moved. Suggestions are a nicety: the check says what they would mend. */
async function refused(client: Client, { pull, sha }: Effect<"review">, why: string): Promise<Receipt> {
  const head = textAt(await client.find("/pulls/{pull_number}", { pull_number: pull }), "head", "sha");
  if (head !== "" && head !== sha) throw new StaleError(`Pull request #${pull} moved on to ${head}`);
  return { done: true, note: `GitHub took no suggested changes on #${pull}: ${why}` };
}
