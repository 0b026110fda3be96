/**
 * A text from a file or a name as one line of a terminal or log: no control characters (they could move the cursor or
 * start a line of their own), no bidirectional overrides, nothing that a runner of GitHub Actions takes for a command.
 */
export function plain(text: string): string {
  return text
    .replaceAll(/[\r\n\t\u2028\u2029]+/g, " ")
    .replaceAll(/[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "\uFFFD")
    .replaceAll("##[", "## [");
}

/** JSON for people and programs alike, which no line of can be taken for a command of GitHub Actions. */
export function printJson(value: unknown): string {
  return `${harmlessJson(JSON.stringify(value, null, 2))}\n`;
}

/** JSON that is printed already, as a text that can be taken for no command. */
export function harmlessJson(text: string): string {
  return text.replaceAll("##[", "##\\u005b");
}
