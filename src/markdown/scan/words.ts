import type { PhrasingContent, Text } from "mdast";
import { type Line, type Position, positionOf } from "./lines.ts";

/** Where inline text stands: the index of its first line, and two offsets. */
export interface Stand {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** What could be markup. Without any of it words are words, given that the text has no definitions. */
const marked =
  /[*`\\]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|<[A-Za-z!/?]|&(?:#|[A-Za-z\d]+;)|\]\(|\]\[|!\[|\[\^|https?:|www\.|[\w.+-]@|~(?=[^~]*~)|[ \t]\r?\n|\n *\t/iu;

/** Markup that means one thing whatever stands around it, as long as that has no markup of its own. */
const kinds = [
  /`(?<code>[^`\r\n]*[^`\s])`(?!`)/u,
  /\*\*(?<strong>[\p{L}\p{N}](?:[^*\r\n]*(?:[\p{L}\p{N}]|[.:!?)](?=\*\*(?:\s|$))))?)\*\*(?!\*)/u,
  /\*(?<emphasis>[\p{L}\p{N}](?:[^*\r\n]*[\p{L}\p{N}])?)\*(?!\*)/u,
  /(?<!!)\[(?<label>[^[\]\r\n]*[^[\]\s])\]\((?<url>[\w\-./:#?=%+,]+)\)/u,
  /<(?<auto>https?:\/\/[\w./?=%#:-]+)>/u,
  /(?<=^|\s)(?<address>https?:\/\/[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)+(?:\/(?:[\w./?=%#-]*[a-z\d/])?)?)(?=\s|$)/u,
];
const markup = new RegExp(kinds.map(({ source }) => source).join("|"), "giu");

/**
 * The inline nodes of words with code, simple emphasis, links and addresses between them; undefined where it could mean
 * anything else.
 */
export function wordsOf(text: string, lines: readonly Line[], place: Stand): PhrasingContent[] | undefined {
  const source = text.slice(place.start, place.end);
  const nodes: PhrasingContent[] = [];
  let line = place.line;
  const positionAt = (from: number, to: number): Position => {
    line = lineWith(lines, line, place.start + from);
    const last = lineWith(lines, line, place.start + to);
    return positionOf(lines[line] as Line, place.start + from, lines[last] as Line, place.start + to);
  };
  const textAt = (from: number, to: number): Text => {
    const written = source.slice(from, to);
    // The indentation of a line belongs to no node.
    const indent = /\n( +)$/.exec(written)?.[1] ?? "";
    const value = written.replaceAll(/\n +/g, "\n");
    return { type: "text", value, position: positionAt(from, to - indent.length) };
  };
  let done = 0;
  for (const found of marked.test(source) ? source.matchAll(markup) : []) {
    const [all] = found;
    const { code, strong, emphasis, label, url, auto, address } = found.groups ?? {};
    const start = found.index;
    const end = start + all.length;
    if (marked.test(source.slice(done, start)) || marked.test(strong ?? emphasis ?? label ?? "")) return undefined;
    // An address behind an open bracket is read in its own way.
    if (address !== undefined && source.lastIndexOf("[", start) !== -1) return undefined;
    if (start > done) nodes.push(textAt(done, start));
    const position = positionAt(start, end);
    const inner = strong ?? emphasis ?? label ?? auto ?? address ?? "";
    const from = start + all.indexOf(inner);
    const children = inner === "" ? [] : [textAt(from, from + inner.length)];
    if (code !== undefined) nodes.push({ type: "inlineCode", value: code, position });
    else if (strong !== undefined) nodes.push({ type: "strong", children, position });
    else if (emphasis !== undefined) nodes.push({ type: "emphasis", children, position });
    else nodes.push({ type: "link", title: null, url: url ?? inner, children, position });
    done = end;
  }
  if (marked.test(source.slice(done))) return undefined;
  if (done < source.length) nodes.push(textAt(done, source.length));
  return nodes;
}

function lineWith(lines: readonly Line[], from: number, offset: number): number {
  let index = from;
  while (offset > (lines[index] as Line).end) index += 1;
  return index;
}
