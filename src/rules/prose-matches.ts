import type { Nodes, RootContent } from "mdast";
import { type Document, spanOf } from "../markdown/document.ts";
import { remembered } from "../markdown/remembered.ts";
import type { Span } from "../markdown/text.ts";

/** Words that a pattern found in what people wrote. */
export interface ProseMatch {
  readonly span: Span;
  readonly words: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/**
 * Where a pattern (with the flag `g`) is found in the prose of a document: not in fields, code, quotes of any kind, HTML
 * and addresses, since what a machine or another person said is a fact. The text is searched as written, and only
 * around what is found does anybody look into the tree: a file with nothing to find costs one search.
 */
export function proseMatches(document: Document, pattern: RegExp, within?: Span): readonly ProseMatch[] {
  const from = Math.max(within?.start ?? 0, bodyStart(document));
  const text = document.text.slice(from, within?.end);
  return Array.from(text.matchAll(pattern), (found) => ({
    span: { start: from + found.index, end: from + found.index + found[0].length },
    words: found[0],
    groups: found.groups ?? {},
  })).filter(({ span }) => isProse(document, span));
}

function bodyStart({ tree }: Document): number {
  const [first] = tree.children;
  return first?.type === "yaml" ? spanOf(first).end : 0;
}

function isProse(document: Document, { start, end }: Span): boolean {
  const block = document.tree.children[lastAt(blocksOf(document), start)];
  if (!block || end > spanOf(block).end) return false;
  const unspoken = unspokenIn(block, document.text);
  const near = unspoken[lastAt(unspoken, end - 1)];
  return near === undefined || near.end <= start;
}

/** The index of the last span that begins at or before an offset; -1 where there is none. */
function lastAt(spans: readonly Span[], offset: number): number {
  let low = -1;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle] as Span).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const blocksOf = remembered(({ tree }: Document): readonly Span[] => tree.children.map(spanOf));

/** What stands in a block without being its writer's words, in order; none overlaps another. */
const unspokenIn = remembered((block: RootContent, text: string): readonly Span[] => {
  const spans = [...quotesIn(text, spanOf(block)), ...unspoken(block)].toSorted((a, b) => a.start - b.start);
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start < last.end) joined[joined.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
});

const silent: readonly Nodes["type"][] = ["code", "inlineCode", "html", "blockquote", "definition", "image", "yaml"];

function unspoken(node: Nodes): readonly Span[] {
  const span = spanOf(node);
  if (silent.includes(node.type)) return [span];
  if (!("children" in node)) return [];
  const inner = node.children.flatMap(unspoken);
  if (node.type !== "link") return inner;
  // The address behind a link's words, or the whole link where its words are the address.
  const last = node.children.at(-1);
  const words = last?.type === "text" && node.url.endsWith(last.value) ? span.start : last && spanOf(last).end;
  return [...inner, { start: words ?? span.start, end: span.end }];
}

const quoted = /"[^"\s](?:[^"\n]|\n(?!\s*\n)){0,300}"|“[^”]{1,300}”/g;

/** What stands between quotation marks: a word that is talked about, or somebody's very words. */
function quotesIn(text: string, { start, end }: Span): readonly Span[] {
  return Array.from(text.slice(start, end).matchAll(quoted), ({ index, 0: all }) => ({
    start: start + index,
    end: start + index + all.length,
  }));
}
