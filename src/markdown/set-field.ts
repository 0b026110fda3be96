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
 * after the nearest of `order` that stands before it, and undefined removes the key's lines. None where the key has
 * that value already.
 */
export function setField(
  text: string,
  frontmatter: Frontmatter,
  key: string,
  value: FieldValue | undefined,
  order: readonly string[] = [],
): readonly Splice[] {
  const { map } = frontmatter;
  const base = frontmatter.span.start;
  const pairs = map?.items.filter((item) => nameOf(item) === key) ?? [];
  const pair = pairs.at(-1);
  if (value === undefined) return map ? pairs.map((one) => removal(text, base, map, one)) : [];
  if (!pair) return [addition(text, frontmatter, key, printValue(value), order)];
  if (sameValue(frontmatter.fields[key], value)) return [];
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

/** Whether a parsed value is the one wanted; the order of a map's keys says nothing. */
function sameValue(parsed: unknown, wanted: FieldValue): boolean {
  if (typeof wanted !== "object") return Object.is(parsed, wanted);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed) !== Array.isArray(wanted)) return false;
  const [have, want] = [Object.entries(parsed), Object.entries(wanted)];
  const given = new Map(have);
  return have.length === want.length && want.every(([name, one]) => given.has(name) && given.get(name) === one);
}

type MapNode = NonNullable<Frontmatter["map"]>;

const nameOf = (pair: MapPair): string => (isScalar(pair.key) ? String((pair.key as Scalar).value) : "");
const rangeOf = (node: ParsedNode | null): readonly [number, number, number] => node?.range ?? [0, 0, 0];

/** Replaces a pair's value, tags and anchors before it included. A comment behind it and the line break stay. */
function replacement(text: string, base: number, pair: MapPair, printed: string): Splice {
  const keyEnd = base + rangeOf(pair.key)[1];
  if (pair.value === null) return { start: keyEnd, end: keyEnd, insert: `: ${printed}` };
  const colon = text.indexOf(":", keyEnd) + 1;
  const [from, to] = rangeOf(pair.value);
  if (from === to && !isCollection(pair.value)) return { start: colon, end: colon, insert: ` ${printed}` };
  const start = base + from;
  const end = valueEnd(text, base, pair.value);
  const bare = text.slice(colon, start).trim() === "" && !(isCollection(pair.value) && !pair.value.flow);
  return bare ? { start, end, insert: printed } : { start: colon, end, insert: ` ${printed}` };
}

/** Removes a pair: its lines, or, inside braces, the pair and one comma. */
function removal(text: string, base: number, map: MapNode, pair: MapPair): Splice {
  const keyStart = base + rangeOf(pair.key)[0];
  if (!map.flow) {
    return { start: startOfLine(text, keyStart), end: nextLine(text, lastOffset(text, base, pair)), insert: "" };
  }
  const index = map.items.indexOf(pair);
  const [previous, next] = [map.items[index - 1], map.items[index + 1]];
  const end = lastOffset(text, base, pair);
  if (next) return { start: keyStart, end: base + rangeOf(next.key)[0], insert: "" };
  return { start: previous ? lastOffset(text, base, previous) : keyStart, end, insert: "" };
}

const nextLine = (text: string, offset: number): number => {
  const at = text.indexOf("\n", offset);
  return at === -1 ? text.length : at + 1;
};

/** The last offset that belongs to a pair, trailing white space not counted. */
function lastOffset(text: string, base: number, pair: MapPair): number {
  const keyEnd = base + rangeOf(pair.key)[1];
  if (pair.value === null) return keyEnd;
  const [from, to] = rangeOf(pair.value);
  return from === to ? Math.max(keyEnd, text.indexOf(":", keyEnd) + 1) : valueEnd(text, base, pair.value);
}

/** The offset after a value. A block collection's own range goes on over the comments behind it: its last item's counts. */
function valueEnd(text: string, base: number, node: ParsedNode): number {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1);
    if (isMap(node) && last) return lastOffset(text, base, last as MapPair);
    const item = last as ParsedNode | undefined;
    if (item && rangeOf(item)[0] !== rangeOf(item)[1]) return valueEnd(text, base, item);
  }
  const [from, to] = rangeOf(node);
  return base + from + text.slice(base + from, base + to).trimEnd().length;
}

/** Adds a pair behind the nearest earlier key of `order`, or behind the last. */
function addition(
  text: string,
  frontmatter: Frontmatter,
  key: string,
  printed: string,
  order: readonly string[],
): Splice {
  const { map, span } = frontmatter;
  const eol = lineEndingOf(text);
  const line = `${printScalar(key)}: ${printed}`;
  const items = map?.items ?? [];
  const before = order.slice(0, Math.max(0, order.indexOf(key))).toReversed();
  const named = before.map((name) => items.find((item) => nameOf(item) === name)).find((item) => item !== undefined);
  const after = named ?? items.at(-1);
  if (map?.flow) {
    const at = after ? lastOffset(text, span.start, after) : span.start + rangeOf(map as ParsedNode)[0] + 1;
    return { start: at, end: at, insert: after ? `, ${line}` : line };
  }
  if (!after) return { start: span.start, end: span.start, insert: line + eol };
  const at = endOfLine(text, lastOffset(text, span.start, after));
  const keyStart = span.start + rangeOf(after.key)[0];
  const indent = /^ */.exec(text.slice(startOfLine(text, keyStart), keyStart))?.[0] ?? "";
  return { start: at, end: at, insert: eol + indent + line };
}

/** Appends to a sequence when the new list only grows; undefined when it must be written anew. */
function growSequence(
  text: string,
  base: number,
  node: { items: readonly unknown[]; flow?: boolean; range?: readonly number[] | null },
  list: readonly (string | number)[],
): readonly Splice[] | undefined {
  const current = node.items.map((item) => (isScalar(item) ? item.value : undefined));
  const grows =
    current.length > 0 && current.length <= list.length && current.every((value, index) => value === list[index]);
  if (!grows || !node.range) return undefined;
  const added = list.slice(current.length);
  if (added.length === 0) return [];
  const last = node.items.at(-1) as ParsedNode;
  const end = valueEnd(text, base, last);
  if (node.flow) return [{ start: end, end, insert: added.map((value) => `, ${printScalar(value)}`).join("") }];
  const line = startOfLine(text, base + rangeOf(last)[0]);
  const indent = /^[ \t]*-[ \t]*/.exec(text.slice(line, end))?.[0];
  if (indent === undefined) return undefined;
  const at = endOfLine(text, end);
  const lines = added.map((value) => `${lineEndingOf(text)}${indent}${printScalar(value)}`);
  return [{ start: at, end: at, insert: lines.join("") }];
}

function setMap(
  text: string,
  base: number,
  node: MapNode,
  wanted: Readonly<Record<string, string | number | boolean>>,
): readonly Splice[] {
  const items = node.items;
  const gone = items.filter((item) => !Object.hasOwn(wanted, nameOf(item)));
  if (gone.length === items.length || (node.flow && gone.length > 0)) {
    const start = base + rangeOf(node as ParsedNode)[0];
    return [{ start, end: valueEnd(text, base, node as ParsedNode), insert: printValue(wanted) }];
  }
  const removed = gone.map((pair) => removal(text, base, node, pair));
  const present = new Map(items.map((item) => [nameOf(item), item]));
  const changed = Object.entries(wanted).flatMap(([key, value]) => {
    const pair = present.get(key);
    const same = pair !== undefined && isScalar(pair.value) && pair.value.value === value;
    return pair === undefined || same ? [] : [replacement(text, base, pair, printScalar(value))];
  });
  const added = Object.entries(wanted).filter(([key]) => !present.has(key));
  if (added.length === 0) return [...removed, ...changed];
  const last = items.findLast((item) => !gone.includes(item)) as MapPair;
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
  return [...removed, ...changed, { start: at, end: at, insert: lines.join("") }];
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
