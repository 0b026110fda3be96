/** Headings are compared without case, markup, trailing colons, numbering and emoji. */
export function sameTitle(a: string, b: string): boolean {
  return normalTitle(a) === normalTitle(b);
}

/** A title as titles are compared. */
export function normalTitle(title: string): string {
  const words = title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  // A title that is nothing but a number, a time or emoji is compared as it is.
  return words.replace(/^[\d ]+/, "") || words || title.trim();
}

/** Titles as they are compared: for who looks for the same ones in many documents. */
export function titleKeys(titles: readonly string[]): ReadonlySet<string> {
  return new Set(titles.map(normalTitle));
}
