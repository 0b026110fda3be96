import { cut, oneLine, visible } from "../markdown/visible.ts";

/** A value from the file for a message: one short code span, in which nothing hides, pings or links. */
export function said(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const plain = oneLine(visible(text.slice(0, 400)).replaceAll("`", "'"));
  return `\`${cut(plain, 60) || " "}\``;
}

/** `1 entry`, `2 entries`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
