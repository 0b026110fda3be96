import {
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from "yaml";
import { readPlainYaml } from "./plain-yaml.ts";
import type { Span } from "./text.ts";
import { maxYaml, usualFrontmatter } from "./usual-frontmatter.ts";

/** Frontmatter as parsed: plain values, and where each of them stands in the file. */
export interface Frontmatter {
  /** The span of the YAML between the fences. */
  readonly span: Span;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Keys that appear more than once, with the span of each appearance; one inside a field as `impact.customers`. */
  readonly duplicates: readonly { readonly key: string; readonly spans: readonly Span[] }[];
  /** Where a key's value (or, with a second name, a nested value) stands; the key when there is no value. */
  readonly spanOf: (key: string, inner?: string | number) => Span | undefined;
  /** Where a key's name stands. */
  readonly spanOfKey: (key: string) => Span | undefined;
  /** The YAML tree, for edits. */
  readonly map: YAMLMap<ParsedNode, ParsedNode | null> | undefined;
}

export type FrontmatterResult =
  | { readonly kind: "ok"; readonly frontmatter: Frontmatter }
  | { readonly kind: "none" }
  | { readonly kind: "broken"; readonly reason: string; readonly at: Span };

const maxDepth = 30;

/** Reads the frontmatter of a file. Never throws: what can't be read is said, with its place. */
export function readFrontmatter(text: string): FrontmatterResult {
  return readUsual(text) ?? readAny(text);
}

function readUsual(text: string): FrontmatterResult | undefined {
  const usual = usualFrontmatter(text);
  return usual && plainResult(usual.source, 4, usual.fields);
}

function readAny(text: string): FrontmatterResult {
  const from = text.startsWith("\uFEFF") ? 1 : 0;
  const open = /^---[ \t]*\r?\n/.exec(text.slice(from, from + 200));
  if (!open) return { kind: "none" };
  const start = from + open[0].length;
  const close = /^---[ \t]*$/m;
  const window = text.slice(start, start + maxYaml + 8).replaceAll("\r", " ");
  const end = close.exec(window);
  if (!end) {
    const reason =
      text.length - start > maxYaml
        ? "Unexpected frontmatter of over 16 KB"
        : "Unexpected end of file, expected the closing --- of the frontmatter";
    return { kind: "broken", reason, at: { start: from, end: start } };
  }
  const source = text.slice(start, start + end.index);
  return readPlain(source, start) ?? readYaml(source, start);
}

/**
 * Fields of the plain kind, read by hand in a twentieth of the parser's time. Where they stand is for the parser, once
 * somebody asks: a finding or an edit.
 */
function readPlain(source: string, start: number): FrontmatterResult | undefined {
  const fields = readPlainYaml(source.replaceAll("\r\n", "\n"));
  return fields && plainResult(source, start, fields);
}

function plainResult(source: string, start: number, fields: Frontmatter["fields"]): FrontmatterResult {
  let known: Frontmatter | undefined;
  const parsed = (): Frontmatter => {
    if (known) return known;
    const read = readYaml(source, start);
    if (read.kind !== "ok") throw new Error("Unexpected YAML that the plain reader reads and the parser does not");
    known = read.frontmatter;
    return known;
  };
  return {
    kind: "ok",
    frontmatter: {
      span: { start, end: start + source.length },
      fields,
      duplicates: [],
      spanOf: (key, inner) => parsed().spanOf(key, inner),
      spanOfKey: (key) => parsed().spanOfKey(key),
      get map() {
        return parsed().map;
      },
    },
  };
}

/**
 * Reads YAML that holds fields: of a file's frontmatter or of a file of its own. `start` is where it stands in the file.
 * Never throws and never unfolds a bomb.
 */
export function readYaml(source: string, start = 0): FrontmatterResult {
  const span = { start, end: start + source.length };
  if (source.length > maxYaml) {
    return { kind: "broken", reason: "Unexpected YAML of over 16 KB, expected less", at: { start, end: start } };
  }
  const deep = depthOver(source, maxDepth);
  if (deep !== undefined) {
    return {
      kind: "broken",
      reason: `Unexpected nesting of over ${maxDepth} levels`,
      at: { start: start + deep, end: start + deep + 1 },
    };
  }
  const document = parseDocument(source, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: new LineCounter(),
    logLevel: "error",
  });
  const error = document.errors[0];
  if (error) {
    return {
      kind: "broken",
      reason: `Unexpected YAML: ${error.message}`,
      at: { start: start + error.pos[0], end: start + error.pos[1] },
    };
  }
  const contents = document.contents;
  const blank = contents === null || (isScalar(contents) && contents.value === null);
  if (!blank && !isMap(contents)) {
    return { kind: "broken", reason: "Unexpected YAML, expected fields as `name: value`", at: span };
  }
  const map = (blank ? undefined : contents) as Frontmatter["map"];
  try {
    const fields = (document.toJS({ maxAliasCount: 20 }) ?? {}) as Record<string, unknown>;
    // An alias inside what it stands for has no end: whoever walked through it would not come back.
    if (source.includes("*")) JSON.stringify(fields);
    return { kind: "ok", frontmatter: { span, fields, map, ...lookups(map, start) } };
  } catch {
    return {
      kind: "broken",
      reason: "Unexpected aliases that unfold to too much or to themselves, expected plain values",
      at: span,
    };
  }
}

/** The offset at which indentation or flow brackets nest deeper than `limit`, or undefined. */
function depthOver(source: string, limit: number): number | undefined {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === "[" || character === "{") depth += 1;
    if (character === "]" || character === "}") depth -= 1;
    if (depth > limit) return at;
  }
  const indents = /^((?: |- ){60,})/m.exec(source);
  return indents ? indents.index : undefined;
}

function lookups(map: Frontmatter["map"], start: number): Pick<Frontmatter, "duplicates" | "spanOf" | "spanOfKey"> {
  const pairs = map?.items ?? [];
  const nameOfPair = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : "");
  const spanOfNode = (node: unknown): Span | undefined =>
    isNode(node) && node.range ? { start: start + node.range[0], end: start + node.range[1] } : undefined;
  const byName = new Map(pairs.map((pair) => [nameOfPair(pair), pair]));
  const find = (key: string): Pair | undefined => byName.get(key);
  const inside = (node: unknown, inner: string | number): unknown => {
    if (isMap(node)) return node.items.find((pair) => nameOfPair(pair) === String(inner))?.value;
    return isNode(node) && "items" in node ? (node as { items: unknown[] }).items[Number(inner)] : undefined;
  };
  const doubled = (among: readonly Pair[], prefix = ""): Frontmatter["duplicates"] =>
    [...Map.groupBy(among, nameOfPair)]
      .filter(([, group]) => group.length > 1)
      .map(([key, group]) => ({ key: prefix + key, spans: group.flatMap((pair) => spanOfNode(pair.key) ?? []) }));
  return {
    duplicates: [
      ...doubled(pairs),
      ...pairs.flatMap((pair) => (isMap(pair.value) ? doubled(pair.value.items, `${nameOfPair(pair)}.`) : [])),
    ],
    spanOf: (key, inner) => {
      const pair = find(key);
      if (!pair) return undefined;
      const node = inner === undefined ? pair.value : inside(pair.value, inner);
      return spanOfNode(node) ?? spanOfNode(pair.value) ?? spanOfNode(pair.key);
    },
    spanOfKey: (key) => spanOfNode(find(key)?.key as Node | undefined),
  };
}
