/** What stands in a text where a secret was. It holds no Markdown of its own and no pattern of a secret matches it. */
export function maskOf(kind: string): string {
  return `[masked: ${kind}]`;
}

/** Markdown printers put a backslash before a bracket: the mask is read with and without. */
const mask = /\[masked: ([A-Za-z0-9][A-Za-z0-9 .-]{0,59})\\?\]/g;

/** The kinds of secrets that were masked in a text, each once, in the order in which they appear. */
export function maskedKinds(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(mask), (found) => found[1] ?? ""))];
}
