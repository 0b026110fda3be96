import type { Source } from "../../model/ask.ts";
import type { Effect, Receipt, Sink } from "../../model/effect.ts";
import { StaleError } from "../../model/errors.ts";
import { addMinutes } from "../../model/time.ts";
import type { Comment } from "../../model/world.ts";
import type { Client } from "./client.ts";
import { answered, staleWhen } from "./errors.ts";
import { noteComment } from "./graphql/nodes.ts";
import { at, instantAt, numberAt, textAt, userAt } from "./json.ts";
import type { Memory } from "./memory.ts";
import { once } from "./once.ts";

export function commentSource(client: Client, memory: Memory): Pick<Source, "comments"> {
  return {
    comments: async ({ issue, since, first }) => {
      const from = since === undefined ? {} : { since: addMinutes(since, -1 / 60) };
      const asked = { issue_number: issue, per_page: 100, ...from };
      const route = "/issues/{issue_number}/comments";
      const found = first ? await client.get(route, asked) : await client.list(route, asked);
      const comments = Array.isArray(found) ? found : [];
      for (const comment of comments) noteComment(memory, comment);
      return comments
        .filter((comment) => numberAt(comment, "id") > 0)
        .map(commentOf)
        .filter((comment) => comment.updatedAt >= (since ?? ""))
        .sort((a, b) => a.id - b.id);
    },
  };
}

export function commentOf(comment: unknown): Comment {
  const counted = at(comment, "reactions");
  return {
    id: numberAt(comment, "id"),
    author: userAt(comment, "user"),
    body: textAt(comment, "body"),
    createdAt: instantAt(comment, "created_at"),
    updatedAt: instantAt(comment, "updated_at"),
    reactions:
      counted === undefined || counted === null
        ? undefined
        : { rocket: numberAt(counted, "rocket"), confused: numberAt(counted, "confused") },
  };
}

export function commentSink(client: Client, memory: Memory): Pick<Sink, "comment" | "drop-comment" | "react"> {
  const update = async (id: number, body: string): Promise<void> => {
    await client.write("PATCH", "/issues/comments/{comment_id}", { comment_id: id, body });
  };
  const create = async ({ on, key, body }: Effect<"comment">): Promise<Receipt> => {
    const name = `#${on} ${key}`;
    const known = memory.made(name);
    if (known !== undefined) {
      // The list was too old to show it, or a person deleted it just now: GitHub knows which.
      try {
        await update(known, body);
        return { done: true, id: known };
      } catch (error) {
        if (!answered(error, 404)) throw error;
        memory.unmake(name);
      }
    }
    const route = "/issues/{issue_number}/comments";
    const id = numberAt(await once(memory, name, () => client.write("POST", route, { issue_number: on, body })), "id");
    memory.remember(name, id);
    return { done: true, id };
  };
  return {
    comment: async (effect) => {
      if (effect.id === null) return create(effect);
      try {
        await update(effect.id, effect.body);
        return { done: true, id: effect.id };
      } catch (error) {
        staleWhen(error, (one) => one.status === 404);
      }
    },
    "drop-comment": async ({ id }) => {
      try {
        await client.write("DELETE", "/issues/comments/{comment_id}", { comment_id: id });
      } catch (error) {
        if (!answered(error, 404)) throw error;
      }
      return { done: true };
    },
    react: async ({ comment, with: content }) => {
      const lacking: Receipt = { done: false, lacks: "reactions", note: "This server takes no reactions from us" };
      if (memory.lacks.has("reactions")) return lacking;
      try {
        await client.write("POST", "/issues/comments/{comment_id}/reactions", { comment_id: comment, content });
        return { done: true };
      } catch (error) {
        if (!answered(error, 403, 404, 405)) throw error;
        // 404 is also the answer where the comment is gone.
        const still = await client.find("/issues/comments/{comment_id}", { comment_id: comment });
        if (still === null) throw new StaleError(`Comment ${comment} is gone`, { cause: error });
        if (error.status !== 403) memory.lacks.add("reactions");
        client.log(`${lacking.note}: ${error.message}`);
        return lacking;
      }
    },
  };
}
