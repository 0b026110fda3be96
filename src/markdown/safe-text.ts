import type { Paragraph, PhrasingContent, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfm } from "micromark-extension-gfm";
import { gfmNodes } from "./gfm-nodes.ts";
import { inert, joiner, withoutComments } from "./inert.ts";
import { type Custody, safeFlow, safePhrasing, textOf } from "./safe-nodes.ts";
import { printSafe } from "./safe-print.ts";
import { cut, fitted, lengthBy, oneLine, visible } from "./visible.ts";

export interface SafeOptions {
  /** What may stay alive: `@alice`, `@octo/sre`, `#42`. Everything else is made inert. */
  readonly mentions?: readonly string[];
  /** The longest result, in UTF-16 units; a text that is cut ends with `…`. */
  readonly length?: number;
}

/** Marks that make Markdown parsers slow when there are many of them: such a text is cut before the next one. */
const mostMarks = 150;

/**
 * Text from outside as one line of Markdown, for a list item, a heading or a paragraph. Code, http(s) links, emphasis,
 * strong and strikethrough stay; everything else is printed as the words that it is. `safeInline` of its result is itself.
 */
export function safeInline(text: string, options: SafeOptions = {}): string {
  return inline(text, options, (one) => one);
}

/** `safeInline` for a table cell: a `|` inside code is escaped too, as GFM demands. */
export function safeCell(text: string, options: SafeOptions = {}): string {
  const whole = text.replaceAll(/\\+(\|?)/g, (all, bar: string) => bar || all);
  return inline(whole, options, (one) => one.replaceAll(/(?<!\\)\|/g, "\\|"));
}

function inline(text: string, options: SafeOptions, finish: (printed: string) => string): string {
  const length = options.length ?? 2000;
  const seen = cutMarks(oneLine(visible(text.slice(0, 65_536))));
  const byLength = lengthBy(length);
  return fitted(
    seen,
    length,
    (one) => finish(inlineOnce(one, options.mentions ?? [])),
    (printed) => Math.max(byLength(printed), marksIn(printed) / mostMarks),
  );
}

const plain = /^[\p{L}][\p{L}\p{N} ,;'"()%?.-]*$/u;

function inlineOnce(text: string, allow: readonly string[]): string {
  if (plain.test(text) && !/www\./i.test(text)) return inert(text, allow);
  const children = inlineNodes(text, allow);
  const printed = printLine(children);
  if (printLine(inlineNodes(visible(printed), allow)) === printed) return printed;
  const words = printLine([{ type: "text", value: inert(textOf({ type: "paragraph", children }), allow) }]);
  if (printLine(inlineNodes(visible(words), allow)) === words) return words;
  return printLine([{ type: "inlineCode", value: withoutComments(text) }]);
}

/** A word in front keeps block syntax from starting: `- a`, `# a` and `1. a` are then just text. */
function inlineNodes(text: string, allow: readonly string[]): PhrasingContent[] {
  const source = `x ${text}`;
  const first = parse(source).children[0];
  if (first?.type !== "paragraph") return [{ type: "text", value: inert(text, allow) }];
  const [start, ...rest] = first.children;
  const opening: PhrasingContent[] =
    start?.type === "text" ? [{ type: "text", value: start.value.replace(/^x ?/, "") }] : [];
  return safePhrasing([...opening, ...rest], { source, allow, inline: true });
}

function printLine(children: PhrasingContent[]): string {
  const line: Paragraph = { type: "paragraph", children };
  return oneLine(printSafe({ type: "root", children: [line] }));
}

const mark = /\*+|_+|~+|`+|:\/\/|www\.|[[\]<&@]/gi;

function marksIn(text: string): number {
  return count(text, mark);
}

function cutMarks(text: string): string {
  let marks = 0;
  for (const found of text.matchAll(mark)) {
    marks += 1;
    if (marks > mostMarks) return cut(text, found.index);
  }
  return text;
}

export interface SafeBlockOptions extends SafeOptions {
  /** Every line starts with `> `. */
  readonly quote?: boolean;
}

/**
 * Text from outside as blocks of Markdown that leave the document around them as it is: no headings, HTML, rules,
 * definitions, footnotes or open fences. A text that is too tangled to parse is shown as code.
 * At most 12,000 units unless said otherwise.
 */
export function safeBlock(text: string, options: SafeBlockOptions = {}): string {
  const seen = visible(text).trim();
  return fitted(seen, options.length ?? 12_000, (one) => blockOnce(one, options));
}

function blockOnce(text: string, options: SafeBlockOptions): string {
  const allow = options.mentions ?? [];
  if (text === "") return "";
  const unquoted = options.quote === true ? unquote(text) : text;
  const shown =
    isShown(unquoted) || isTangled(unquoted) ? showAsCode(unquoted) : (stable(unquoted, allow) ?? showAsCode(unquoted));
  return options.quote === true && shown !== "" ? shown.replaceAll(/^/gm, "> ").replaceAll(/^> $/gm, ">") : shown;
}

function stable(text: string, allow: readonly string[]): string | undefined {
  const printed = printBlock(text, allow);
  if (printed === "") return printed;
  return !isTangled(visible(printed)) && printBlock(visible(printed), allow) === printed ? printed : undefined;
}

function printBlock(text: string, allow: readonly string[]): string {
  const custody: Custody = { source: text, allow, inline: false };
  return printSafe({ type: "root", children: safeFlow(parse(text).children, custody) });
}

/** Takes off the quote marks of a text that is one quote, so that quoting twice is quoting once. */
function unquote(text: string): string {
  const lines = text.split("\n");
  return lines.every((line) => line.startsWith(">")) ? lines.map((line) => line.replace(/^> ?/, "")).join("\n") : text;
}

const fence = /^(`{3,})text\n([\s\S]*)\n\1$/;

/** Whether a text is already what `showAsCode` prints. */
function isShown(text: string): boolean {
  const match = fence.exec(text);
  return match !== null && showAsCode(match[2] ?? "") === withoutComments(text);
}

function showAsCode(text: string): string {
  const match = fence.exec(text);
  const value = withoutComments(match?.[2] ?? text);
  const ticks = "`".repeat(Math.max(2, ...Array.from(value.matchAll(/`{3,}/g), (run) => run[0].length)) + 1);
  return `${ticks}text\n${value}\n${ticks}`;
}

/** Whether a text has more lines, nesting or marks than people write, as logs have: parsers take seconds for it. */
function isTangled(text: string): boolean {
  const lines = text.split("\n");
  if (lines.length > 300 || marksIn(text) > 4 * mostMarks || count(text, /\\/g) > 8 * mostMarks) return true;
  return lines.some((line) => {
    const opening = /^[\s>*+\-\d.)]{0,400}/.exec(line)?.[0] ?? "";
    const nested = count(opening, /[>*+-]|\d[.)]/g);
    return nested > 100 || (nested > 12 && !/^[-*_\s]+$/.test(line));
  });
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

/** A title of an issue or pull request: plain text on one line, at most 200 units, that notifies and skips nothing. */
export function safeTitle(text: string, length = 200): string {
  return fitted(oneLine(visible(text)), length, (one) => withoutDirectives(inert(one, [])));
}

const directive = /\[(?=[^\]\n[]{0,40}\b(?:skip|ci)\b[^\]\n[]{0,40}\])|(?<=\*\*\*NO)_(?=CI\*\*\*)/gi;
const trailer = /^(\s*(?:BREAKING CHANGE|[A-Za-z0-9][A-Za-z0-9-]*))(?=\s*[:=])/gm;

/** `[skip ci]` and its like, which GitHub obeys in commit messages and so in the titles that become them. */
function withoutDirectives(text: string): string {
  return text.replaceAll(directive, (sign) => `${sign}${joiner}`);
}

/**
 * A commit message from text: the first line at most 72 units, the rest at most 4,000. Nothing in it notifies, closes or
 * skips, and no line of the rest is a trailer (`Co-authored-by:`).
 */
export function safeCommitMessage(text: string): string {
  const [first = "", ...rest] = visible(text).trim().split("\n");
  const subject = safeTitle(first, 72);
  const body = rest
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
  if (body === "") return subject;
  const safe = fitted(body, 4000, (one) => withoutDirectives(inert(one, [])).replaceAll(trailer, `$1${joiner}`));
  return `${subject}\n\n${safe}`;
}

const syntax = { extensions: [gfm()], mdastExtensions: gfmNodes };

function parse(text: string): Root {
  return fromMarkdown(text, syntax);
}
