import { keyIn } from "./key.ts";
import type { Comment } from "./world.ts";

/**
 * Whether we wrote a comment. A bot's account says nothing but what we say; a person who lends us theirs goes on talking,
 * and there ours is what carries a key.
 */
export function isOurWord({ author, body }: Comment, self: string): boolean {
  return author.login === self && (author.bot || keyIn(body) !== undefined);
}
