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
