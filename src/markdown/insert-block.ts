import { type Document, spanOf } from "./document.ts";
import { parseTree } from "./parse-tree.ts";
import { endOfLine, lineEndingOf, type Splice } from "./text.ts";

/**
 * The splice that puts blocks of Markdown after the last line with content before `boundary`: a blank line on each side,
 * the document's line ending, and nothing of what is there touched. A code fence or comment that was left open at the
 * end of the file is closed first, which says what the end of the file said; else the new blocks would be inside it.
 */
export function insertBlock(document: Document, boundary: number, markdown: string): Splice {
  const { text } = document;
  const eol = lineEndingOf(text);
  const block = markdown
    .replace(/^(?:[ \t]*\r?\n)+/, "")
    .trimEnd()
    .replaceAll(/\r?\n/g, eol);
  const open = boundary >= text.length ? openAtEnd(document) : undefined;
  if (open !== undefined) {
    const lead = text.endsWith("\n") ? "" : eol;
    return { start: text.length, end: text.length, insert: `${lead}${open}${eol}${eol}${block}${eol}` };
  }
  const content = contentEnd(text, boundary);
  if (content === undefined) {
    const start = text.startsWith("\uFEFF") ? 1 : 0;
    return { start, end: start, insert: block + tail(text.slice(start), eol) };
  }
  const at = endOfLine(text, content);
  const after = text.slice(at);
  // What is indented behind a list belongs to it, even a heading: a comment ends the list.
  const apart = /^\s*\n {2,}\S/.test(after) && parseTree(block).children.at(-1)?.type === "list";
  const end = apart ? `${eol}${eol}<!-- -->` : "";
  return { start: at, end: at, insert: eol + eol + block + end + tail(after, eol) };
}

/** The line breaks that are missing between new blocks and what follows them. */
function tail(after: string, eol: string): string {
  const blank = /^\s*/.exec(after)?.[0] ?? "";
  const breaks = blank.split("\n").length - 1;
  const wanted = blank.length === after.length ? 1 : 2;
  return eol.repeat(Math.max(0, wanted - breaks));
}

/** The offset after the last character before `boundary` that is not white space; undefined where there is none. */
function contentEnd(text: string, boundary: number): number | undefined {
  let at = boundary;
  while (at > 0 && " \t\r\n\uFEFF".includes(text[at - 1] as string)) at -= 1;
  return at === 0 ? undefined : at;
}

const closers = ["-->", "?>", "]]>", ">"];

/** What closes the code fence or HTML that the end of the file leaves open, or undefined when nothing is open. */
function openAtEnd(document: Document): string | undefined {
  const last = document.tree.children.at(-1);
  if (last?.type !== "code" && last?.type !== "html") return undefined;
  const source = document.text.slice(spanOf(last).start).trimEnd();
  const fence = /^(?:`{3,}|~{3,})/.exec(source)?.[0];
  const tag = /^<(script|style|pre|textarea)/i.exec(source)?.[1];
  const isOpen = (closer: string): boolean =>
    parseTree(`${source}${closer}\n\nend\n`).children.at(-1)?.type !== "paragraph";
  if (!isOpen("")) return undefined;
  return (fence ? [fence] : tag ? [`</${tag}>`] : closers).find((closer) => !isOpen(`\n${closer}`));
}
