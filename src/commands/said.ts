/**
 * User text for a message: one short code span, in which nothing pings, links, closes or commands.
 * Control, format and line-breaking characters become a blank, backticks an apostrophe.
 */
export function said(text: string): string {
  const plain = text
    .slice(0, 200)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, " ")
    .replaceAll("`", "'")
    .replace(/\s+/g, " ")
    .trim();
  const short = plain.length > 60 ? `${[...plain].slice(0, 57).join("")}…` : plain;
  return `\`${short === "" ? " " : short}\``;
}

/** `a`, `b` or `c`, as code spans. */
export function sayOneOf(names: readonly string[]): string {
  const spans = names.map(said);
  const last = spans.pop() ?? "nothing";
  return spans.length === 0 ? last : `${spans.join(", ")} or ${last}`;
}
