/** Line ends for any reader: CommonMark's, and those that `^` or a split by Unicode lines would see. */
const lineEnds = "\\n\\r\\v\\f\\u0085\\u2028\\u2029";

/** Characters that show as nothing or as a gap: a bot that trims its input looks behind them. */
const unseen = `[[\\p{Z}\\p{Cc}\\p{DI}\\u2800]--[${lineEnds}]]*`;

/** Accounts that obey a mention at the start of a line, by name or by the way such accounts are named. */
const bots =
  "dependabot|renovate|mergify(?:io)?|copilot|claude|codex|coderabbitai|greptileai|cursor|devin|k8s-ci-robot|rustbot|bors|homu|github-actions|[a-z\\d\\-]{0,38}bot";

const command = `/(?=\\S)|@(?:(?:${bots})(?![\\w\\-])|[a-z\\d\\-]{1,39}(?=\\[bot\\]))(?:\\[bot\\])?|(?:bors|homu)(?=[ \\t:])`;
const starting = `(^|[${lineEnds}])(${unseen})(${command})`;
const start = new RegExp(starting, "iv");
const starts = new RegExp(starting, "giv");

/**
 * Whether a text that Gitcident is about to write has a line that could be taken for a command, by us or by another
 * bot: a slash word, a mention of a bot, or `bors …`, also behind blanks and invisible characters.
 */
export function startsCommand(text: string): boolean {
  return start.test(text);
}

/**
 * The text with every line that `startsCommand` made inert, in Markdown that shows the same: `\/` for a slash, a code
 * span around a bot's mention, a character reference for a bare word. Applying it again changes nothing.
 */
export function quietLine(text: string): string {
  return text.replace(starts, (_, end: string, gap: string, found: string) => `${end}${gap}${inert(found)}`);
}

function inert(found: string): string {
  if (found === "/") return "\\/";
  return found.startsWith("@") ? `\`${found}\`` : `&#${found.charCodeAt(0)};${found.slice(1)}`;
}
