/**
 * Takes out what a reader can't see: control characters, bidirectional overrides, zero-width and other ignorable code
 * points, lone surrogates. Line endings become `\n`. Kept: tabs, variation selectors, and the joiner inside an emoji.
 * They hide text from reviewers, split words that a filter looks for, and make two different lines look the same.
 */
export function visible(text: string): string {
  return text.toWellFormed().replaceAll(lineEnds, "\n").replaceAll(looseJoiner, "").replaceAll(unseen, "");
}

const lineEnds = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const looseJoiner =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const unseen = /[[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]--[\n\t\u200D\uFE00-\uFE0F]]/gv;

/** One line: every run of white space becomes one space, none at the ends. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** At most `length` UTF-16 units, the last of them `…` when something was left out; never half a character. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text
    .slice(0, Math.max(0, length - 1))
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}

/**
 * Prints a text so that the printed form holds `size(printed) <= 1`, by cutting what is printed. Escaping makes a text
 * longer, so a text that was merely cut first would be cut again by the next reader.
 */
export function fitted(text: string, length: number, print: (text: string) => string, size = lengthBy(length)): string {
  for (let limit = Math.min(length, text.length); ; ) {
    const printed = print(cut(text, limit));
    const over = size(printed);
    if (over <= 1 || limit <= 1) return printed;
    limit = Math.max(1, Math.floor(limit * Math.min(0.95, 0.98 / over)));
  }
}

export function lengthBy(length: number): (printed: string) => number {
  return (printed) => printed.length / length;
}
