import { visible } from "./visible.ts";

/**
 * Word joiner: it has no width, allows no line break, and is neither a letter nor white space.
 *
 * GitHub looks for mentions and references in the rendered text, after Markdown is done, so `\@team` and `&#64;team`
 * both notify. A code span protects in the browser, but not in an e-mail reply, which quotes the plain text, and not in a
 * commit message, which is no Markdown. What holds everywhere is that a login must follow `@` at once, and a number `#`
 * or `GH-`: any character between them ends the match. Renovate and Dependabot do the same.
 */
export const joiner = "\u2060";

const mention = /(?<![A-Za-z0-9])([@\uFE6B\uFF20])([A-Za-z0-9][A-Za-z0-9_-]{0,99}(?:\/[\w.-]{1,100})?)/g;
const number = /([#\uFE5F\uFF03])(?=(\d{1,10})|[xX][0-9A-Fa-f]{1,6};)/g;
const gh = /\b(GH-)(?=\d)/gi;
const entity = /&(?=(?:commat|num|lt|amp|ZeroWidthSpace|NoBreak);)/gi;
const comment = /<(?=!--)/g;
const address = /https?:\/\/[^\s<>]+/gi;
const keyword = /\b([cfr])((?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?))\b/gi;
const closes = /\b([cfr])((?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)(?=[^\w#]{1,12}(?:https?:\/\/|#\d)))/gi;

/**
 * Makes a text unable to notify, link or close anything, and leaves it readable: mentions (`@user`, `@org/team`),
 * references (`#12`, `GH-12`, `owner/repo#12`), closing keywords before an address (`fixes https://…`), character
 * references that hide an `@` or `#`, and HTML comments, which carry our own markers.
 * `allow` lists what stays alive, as it is written: `@alice`, `@octo/sre`, `#42`. An allowed reference never closes.
 */
export function inert(text: string, allow: readonly string[]): string {
  const allowed = new Set(allow.map((one) => (/^[@#]/.test(one) ? one : `@${one}`).toLowerCase()));
  const seen = visible(text);
  return withoutAddressMentions(seen)
    .replaceAll(mention, (all, sign: string, name: string) =>
      sign === "@" && allowed.has(`@${name.replace(/\.+$/, "").toLowerCase()}`) ? all : `${sign}${joiner}${name}`,
    )
    .replaceAll(number, (sign: string, _sign: string, digits: string | undefined, at: number, whole: string) =>
      sign === "#" && allowed.has(`#${digits}`) && !/[\w/&]/.test(whole[at - 1] ?? " ") ? sign : `${sign}${joiner}`,
    )
    .replaceAll(gh, `$1${joiner}`)
    .replaceAll(entity, `&${joiner}`)
    .replaceAll(comment, `<${joiner}`)
    .replaceAll(closes, `$1${joiner}$2`);
}

/** Breaks every closing keyword: for a text that stands beside a link, where the address is not part of the text. */
export function withoutKeywords(text: string): string {
  return text.replaceAll(keyword, `$1${joiner}$2`);
}

/** An `@` in an address that could be read as a mention; percent-encoded, the address still leads where it did. */
export function withoutAddressMentions(text: string): string {
  return text.replaceAll(address, (url) => url.replaceAll(/(?<![A-Za-z0-9])@(?=[A-Za-z0-9])/g, "%40"));
}

/** HTML comments only: for code, where mentions are dead and every other byte should stay as it is. */
export function withoutComments(text: string): string {
  return visible(text).replaceAll(comment, `<${joiner}`);
}
