import type { Effect } from "../../model/effect.ts";
import { type Key, keyIn } from "../../model/key.ts";
import type { Comment, Repository } from "../../model/world.ts";

/** The comment of ours that carries a key: a marker counts only in a body that our own account wrote. */
export function ownComment(
  observation: { readonly repository: Repository; readonly comments: readonly Comment[] },
  key: Key,
): Comment | undefined {
  return observation.comments.find(
    (comment) => comment.author.login === observation.repository.self && keyIn(comment.body) === key,
  );
}

/** Of two comments of ours with one key, made by two workers at the same moment, the first stays. */
export function dropDoubles(observation: {
  readonly repository: Repository;
  readonly comments: readonly Comment[];
}): readonly Effect[] {
  const own = observation.comments.filter(
    ({ author, body }) => author.login === observation.repository.self && keyIn(body) !== undefined,
  );
  return own
    .filter((comment) => ownComment(observation, keyIn(comment.body) ?? "") !== comment)
    .map(({ id }) => ({ kind: "drop-comment", id }));
}
