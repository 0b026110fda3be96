import type { Frontmatter } from "../markdown/frontmatter.ts";
import { proseLines } from "../markdown/prose-lines.ts";
import type { Span } from "../markdown/text.ts";

/** A comment in which a person switches rules off for one line or a whole file. */
export interface Directive {
  /** As written: `disable-next-line`, or what should have been. */
  readonly verb: string;
  readonly rules: readonly string[];
  /** Empty where none is given. */
  readonly reason: string;
  readonly span: Span;
  /** The line that `disable-next-line` is about: the next one that is not blank. Counts from 1; 0: there is none. */
  readonly next: number;
}

const inMarkdown = /<!--[ \t]*gitcident-([a-z-]{1,40})(?![\w-])(.{0,1000}?)-->/g;
const inYaml = /(?:^|[ \t])#[ \t]*gitcident-([a-z-]{1,40})(?![\w-])(.{0,1000})$/g;

/** The directives of a file: HTML comments of one line outside of code, and YAML comments of the frontmatter, if it has one. */
export function readDirectives(text: string, frontmatter: Pick<Frontmatter, "span"> | undefined): readonly Directive[] {
  if (!text.includes("gitcident-")) return [];
  const found: Directive[] = [];
  // Those that wait for the line that they are about.
  let waiting: number[] = [];
  let at = 0;
  for (const { line, number, code } of proseLines(text)) {
    const start = at;
    at += line.length;
    at += text.startsWith("\r\n", at) ? 2 : 1;
    if (line.trim() === "") continue;
    const yaml = frontmatter !== undefined && start >= frontmatter.span.start && start < frontmatter.span.end;
    const here = code ? [] : [...line.matchAll(yaml ? inYaml : inMarkdown)];
    // A line that holds nothing but directives is not what an earlier one is about.
    const rest = here.reduce((so, [all]) => so.replace(all, ""), line).trim();
    if (rest !== "" || here.length === 0) {
      for (const index of waiting) found[index] = { ...(found[index] as Directive), next: number };
      waiting = [];
    }
    for (const match of here) {
      const [all, verb = "", words = ""] = match;
      const lead = all.length - all.trimStart().length;
      waiting.push(found.length);
      found.push({
        verb,
        ...wordsOf(words),
        span: { start: start + match.index + lead, end: start + match.index + all.trimEnd().length },
        next: 0,
      });
    }
  }
  return found;
}

function wordsOf(words: string): Pick<Directive, "rules" | "reason"> {
  const colon = words.indexOf(":");
  const names = colon === -1 ? words : words.slice(0, colon);
  return {
    rules: names.split(/[\s,]+/).filter((name) => name !== ""),
    reason: colon === -1 ? "" : words.slice(colon + 1).trim(),
  };
}
