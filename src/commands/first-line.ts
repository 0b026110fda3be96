/** A comment that begins with a slash word, split where its parts begin. */
export interface FirstLine {
  /** The word after the slash, small letters. */
  readonly name: string;
  /** What follows it on its line, trimmed. */
  readonly line: string;
  readonly below: string;
}

const slashWord = /^\/([a-z][a-z_-]{0,39})[:,.!]?(?=[ \t]|$)/i;
const word = /^\/?([^\s:,.!]{1,40})[:,.!]?(?=\s|$)/;

/**
 * Reads the first line of a comment that is not empty. It is a command's only where at most three blanks stand before
 * an ASCII slash and a word of ASCII letters: quotes, lists, code (four blanks, a tab, a fence), HTML comments, paths
 * and invisible characters in front all make it ordinary talk. Runs in time linear in the body.
 */
export function readFirstLine(body: string): FirstLine | undefined {
  const start = firstSlash(body);
  if (start === undefined) return undefined;
  const match = slashWord.exec(body.slice(start, start + 64).split(/[\r\n]/, 1)[0] as string);
  if (!match) return undefined;
  const end = lineEnd(body, start);
  const below = body.slice(end).replace(/\r\n?/g, "\n");
  return { name: nameOf(match[1] as string), line: body.slice(start + match[0].length, end).trim(), below };
}

/** Takes the word after `/incident` from the line. `name` is "" where there is none. */
export function readSubcommand(first: FirstLine): FirstLine {
  const match = word.exec(first.line.slice(0, 64));
  if (!match) return { ...first, name: first.line === "" ? "" : first.line.slice(0, 40) };
  return { ...first, name: nameOf(match[1] as string), line: first.line.slice(match[0].length).trim() };
}

function nameOf(typed: string): string {
  return typed.toLowerCase().replaceAll("_", "-");
}

/** Where the slash is that begins the first line which is not empty. */
function firstSlash(body: string): number | undefined {
  let indent = 0;
  for (let i = 0; i < body.length; i++) {
    const char = body[i];
    if (char === "\n" || char === "\r") indent = 0;
    else if (char === " ") indent++;
    else if (char === "\t") indent += 4;
    else return char === "/" && indent <= 3 ? i : undefined;
  }
  return undefined;
}

function lineEnd(body: string, start: number): number {
  const feed = body.indexOf("\n", start);
  const line = feed === -1 ? body.slice(start) : body.slice(start, feed);
  const carriage = line.indexOf("\r");
  return start + (carriage === -1 ? line.length : carriage);
}

/**
 * The text without the message that an e-mail program quoted under it: `On … wrote:` and nothing but `>` lines to the
 * end. Anything else stays.
 */
export function withoutQuotedMail(text: string): string {
  if (!text.includes("wrote:")) return text;
  const lines = text.split("\n");
  let last = lines.length - 1;
  let quoted = 0;
  while (last >= 0 && /^(?:>|[ \t]*$)/.test(lines[last] as string)) {
    if ((lines[last] as string).startsWith(">")) quoted++;
    last--;
  }
  const said = (lines[last] ?? "").trim();
  const from = quoted > 0 && said.length < 300 && said.endsWith("wrote:") && said.startsWith("On ");
  return from ? lines.slice(0, last).join("\n") : text;
}
