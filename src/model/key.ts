/** Names a thing that GitHub would happily create twice, e.g. `summary`, `reply:2291`, `action:INC-2025-042:3f9a`. */
export type Key = string;

/** The key of the one comment that says where an incident stands. */
export const summaryKey: Key = "summary";

const marker = /<!-- gitcident:key ([A-Za-z0-9:._/@-]{1,200}) -->/g;

/** The hidden line that carries a key. It ends the body, so that a person sees the text first. */
export function withKey(key: Key, body: string): string {
  return `${body.trimEnd()}\n\n<!-- gitcident:key ${key} -->\n`;
}

/**
 * The key in a body, or undefined. Only bodies that our own account wrote may be asked: anybody can type a marker. Ours is
 * the last one: what stands before it may repeat a person's words.
 */
export function keyIn(body: string): Key | undefined {
  return Array.from(body.matchAll(marker)).at(-1)?.[1];
}

/** A body of ours without the line that carries its key. */
export function withoutKey(body: string): string {
  const at = Array.from(body.matchAll(marker)).at(-1)?.index;
  return at === undefined ? body : body.slice(0, at).trimEnd();
}
