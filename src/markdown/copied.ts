/** A text that is no part of another: the engine keeps the whole of a file for the sake of a part that is kept. */
export function copied(part: string): string {
  // Shorter ones are copies anyway. Joined and cut, it is a part of a text of its own.
  return part.length < 13 ? part : ` ${part}`.slice(1);
}
