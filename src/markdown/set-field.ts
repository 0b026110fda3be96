import { isCollection, isMap, isScalar, isSeq, type Pair, type ParsedNode, parse, type Scalar } from "yaml";
import type { Frontmatter } from "./frontmatter.ts";
import { endOfLine, lineEndingOf, type Splice, startOfLine } from "./text.ts";

export type FieldValue =
  | string
  | number
  | boolean
  | readonly (string | number)[]
  | Readonly<Record<string, string | number | boolean>>;

type MapPair = Pair<ParsedNode, ParsedNode | null>;

/**
 * The splices that give a frontmatter key a value. Only that value's bytes change: a new key gets a line of its own
 * after the nearest of `order` that stands before it, and undefined removes the key's lines.
 */
export function setField(
  text: string,
  frontmatter: Frontmatter,
  key: string,
  value: FieldValue | undefined,
  order: readonly string[] = [],
): readonly Splice[] {
  const pair = frontmatter.map?.items.findLast((item) => nameOf(item) === key);
  const base = frontmatter.span.start;
  if (value === undefined) return pair ? [removal(text, base, pair)] : [];
  if (!pair) return [addition(text, frontmatter, `${key}: ${printValue(value)}`, placeFor(key, frontmatter, order))];
  const current = pair.value;
  if (isSeq(current) && Array.isArray(value)) {
    const grown = growSequence(text, base, current, value as readonly (string | number)[]);
    if (grown) return grown;
  }
  if (isMap(current) && typeof value === "object" && !Array.isArray(value)) {
    return setMap(text, base, current as MapNode, value as Readonly<Record<string, string | number | boolean>>);
  }
  return [replacement(text, base, pair, printValue(value))];
}

type MapNode = NonNullable<Frontmatter["map"]>;

const nameOf = (pair: MapPair): string => (isScalar(pair.key) ? String((pair.key as Scalar).value) : "");
const rangeOf = (node: ParsedNode | null): readonly [number, number, number] => node?.range ?? [0, 0, 0];

/** Replaces a pair's value. A block value ends before its trailing line break, which stays. */
function replacement(text: string, base: number, pair: MapPair, printed: string): Splice {
  const keyEnd = base + rangeOf(pair.key)[1];
  const [from, to] = rangeOf(pair.value);
  if (pair.value === null || (from === to && !isCollection(pair.value))) {
    const colon = text.indexOf(":", keyEnd) + 1;
    return { start: colon, end: colon, insert: ` ${printed}` };
  }
  const start = base + from;
  const end = start + text.slice(start, base + to).trimEnd().length;
  const block = isCollection(pair.value) && !pair.value.flow;
  const colon = text.indexOf(":", keyEnd) + 1;
  return block ? { start: colon, end, insert: ` ${printed}` } : { start, end, insert: printed };
}

function removal(text: string, base: number, pair: MapPair): Splice {
  const start = startOfLine(text, base + rangeOf(pair.key)[0]);
  const end = nextLine(text, lastOffset(text, base, pair));
  return { start, end, insert: "" };
}

const nextLine = (text: string, offset: number): number => {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
};

/** The last offset that belongs to a pair, trailing white space not counted. */
function lastOffset(text: string, base: number, pair: MapPair): number {
  const start = base + rangeOf(pair.key)[0];
  const end = base + Math.max(rangeOf(pair.key)[1], rangeOf(pair.value)[1]);
  return start + text.slice(start, end).trimEnd().length;
}

/** Where a new key goes: the end of the line of the nearest earlier key of `order`, or of the last pair. */
function placeFor(key: string, frontmatter: Frontmatter, order: readonly string[]): MapPair | undefined {
  const items = frontmatter.map?.items ?? [];
  const before = order.slice(0, Math.max(0, order.indexOf(key))).toReversed();
  const neighbour = before
    .map((name) => items.find((item) => nameOf(item) === name))
    .find((item) => item !== undefined);
  return neighbour ?? items.at(-1);
}

function addition(text: string, frontmatter: Frontmatter, line: string, after: MapPair | undefined): Splice {
  const eol = lineEndingOf(text);
  if (!after) return { start: frontmatter.span.start, end: frontmatter.span.start, insert: line + eol };
  const at = endOfLine(text, lastOffset(text, frontmatter.span.start, after));
  return { start: at, end: at, insert: eol + line };
}

/** Appends to a sequence when the new list only grows; undefined when it must be written anew. */
function growSequence(
  text: string,
  base: number,
  node: { items: readonly unknown[]; flow?: boolean; range?: readonly number[] | null },
  list: readonly (string | number)[],
): readonly Splice[] | undefined {
  const current = node.items.map((item) => (isScalar(item) ? item.value : undefined));
  const grows = current.length > 0 && current.every((value, index) => value === list[index]);
  if (!grows || !node.range) return undefined;
  const added = list.slice(current.length);
  if (added.length === 0) return [];
  const last = node.items.at(-1) as ParsedNode;
  const end = base + rangeOf(last)[1];
  if (node.flow) return [{ start: end, end, insert: added.map((value) => `, ${printScalar(value)}`).join("") }];
  const indent = /^[ \t]*-[ \t]*/.exec(text.slice(startOfLine(text, end)))?.[0] ?? "- ";
  const at = endOfLine(text, end);
  return [
    {
      start: at,
      end: at,
      insert: added.map((value) => `${lineEndingOf(text)}${indent}${printScalar(value)}`).join(""),
    },
  ];
}

function setMap(
  text: string,
  base: number,
  node: MapNode,
  wanted: Readonly<Record<string, string | number | boolean>>,
): readonly Splice[] {
  const items = node.items;
  const kept = items.filter((item) => Object.hasOwn(wanted, nameOf(item)));
  if (kept.length < items.length || items.length === 0) {
    const [from, to] = node.range as [number, number, number];
    const start = base + from;
    const end = start + text.slice(start, base + to).trimEnd().length;
    return [{ start, end, insert: printValue(wanted) }];
  }
  const present = new Map(items.map((item) => [nameOf(item), item]));
  const changed = Object.entries(wanted).flatMap(([key, value]) => {
    const pair = present.get(key);
    const same = pair !== undefined && isScalar(pair.value) && pair.value.value === value;
    return pair === undefined || same ? [] : [replacement(text, base, pair, printScalar(value))];
  });
  const added = Object.entries(wanted).filter(([key]) => !present.has(key));
  if (added.length === 0) return changed;
  const last = items.at(-1) as MapPair;
  if (node.flow) {
    const at = lastOffset(text, base, last);
    return [
      ...changed,
      {
        start: at,
        end: at,
        insert: added.map(([key, value]) => `, ${printScalar(key)}: ${printScalar(value)}`).join(""),
      },
    ];
  }
  const lineStart = startOfLine(text, base + rangeOf(last.key)[0]);
  const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "  ";
  const at = endOfLine(text, lastOffset(text, base, last));
  const lines = added.map(([key, value]) => `${lineEndingOf(text)}${indent}${printScalar(key)}: ${printScalar(value)}`);
  return [...changed, { start: at, end: at, insert: lines.join("") }];
}

/** One YAML value on one line, in flow style where it is a list or a map. */
export function printValue(value: FieldValue): string {
  if (Array.isArray(value)) return `[${value.map(printScalar).join(", ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([key, inner]) => `${printScalar(key)}: ${printScalar(inner)}`);
    return pairs.length > 0 ? `{ ${pairs.join(", ")} }` : "{}";
  }
  return printScalar(value as string | number | boolean);
}

/** A scalar that reads back as itself in every place of ours, flow lists included; quoted only where it must be. */
function printScalar(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const instant = /^\d{4}-\d{2}-\d{2}(T[\d:]+Z)?(\/[\w+-]+)?$/.test(value);
  const plain = /^[A-Za-z0-9][\w./%+-]*( [\w./%+-]+)*$/.test(value);
  if ((instant || plain) && parse(value) === value) return value;
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
