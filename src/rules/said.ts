import { cut, oneLine, visible } from "../markdown/visible.ts";

/** A value from the file for a message: one short code span, in which nothing hides, pings or links. */
export function said(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  const plain = oneLine(visible(text.slice(0, 400)).replaceAll("`", "'"));
  return `\`${cut(plain, 60) || " "}\``;
}

/** `a, b or c`. */
export function sayOr(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
}

/** `1 entry`, `2 entries`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
