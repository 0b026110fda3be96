import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseAllDocuments } from "yaml";
import { type Located, type LocatedEntry, UnreadableError } from "./located.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import { NotPlain } from "./yaml-lines.ts";

/** Characters of YAML out of the ordinary (anchors, tags …): more can take the library over 50 ms. */
const maxUnusual = 16_384;
const maxNodes = 20_000;
const maxDepth = 30;

/** The documents of a YAML text. Throws UnreadableError with the offset of what can't be read. */
export function readYaml(text: string): readonly Located[] {
  try {
    return readPlainYaml(text);
  } catch (error) {
    if (!(error instanceof NotPlain)) throw error;
    return readUnusual(text, error.at);
  }
}

function readUnusual(text: string, at: number): readonly Located[] {
  const from = text.lastIndexOf("\n", at - 1) + 1;
  const line = text.slice(from, text.indexOf("\n", at) === -1 ? undefined : text.indexOf("\n", at)).slice(0, 300);
  if (/\{\{|\{%/.test(line)) {
    const first = /\{\{[^}]{0,40}|\{%[^%]{0,40}/.exec(line)?.[0].trim() ?? "{{";
    throw new UnreadableError(`Unexpected template \`${first.replaceAll("`", "'")} …\`, expected YAML`, at);
  }
  if (text.length > maxUnusual) {
    throw new UnreadableError("Unexpected YAML in a file of over 16 KB, expected plain maps, lists and values", at);
  }
  const deep = depthOver(text);
  if (deep !== undefined) throw new UnreadableError(`Unexpected nesting of over ${maxDepth} levels`, deep);
  const documents = parseAllDocuments(text, { version: "1.2", schema: "core", prettyErrors: false, logLevel: "error" });
  if (!Array.isArray(documents)) return [];
  const wrong = documents.flatMap(({ errors }) => errors).toSorted((a, b) => a.pos[0] - b.pos[0])[0];
  if (wrong) throw new UnreadableError(`Unexpected YAML: ${wrong.message}`, Math.min(wrong.pos[0], text.length));
  const budget = { left: maxNodes };
  return documents
    .filter(({ contents }) => contents !== null && !(isScalar(contents) && contents.value === null))
    .map((document) => located(document.contents as Node, { anchors: new Map(), budget, depth: 0 }));
}

interface Walk {
  /** The nodes that have a name so far: an alias means the last one before it. */
  readonly anchors: Map<string, Node>;
  /** How many more nodes are unfolded: aliases make few into many. */
  readonly budget: { left: number };
  readonly depth: number;
}

function located(node: Node | null, walk: Walk): Located {
  const [start, end] = [node?.range?.[0] ?? 0, node?.range?.[1] ?? 0];
  walk.budget.left -= 1;
  if (walk.budget.left < 0 || walk.depth > maxDepth) {
    throw new UnreadableError("Unexpected aliases that unfold to too much, expected plain values", start);
  }
  if (node && !isAlias(node) && node.anchor) walk.anchors.set(node.anchor, node);
  const inner = { ...walk, depth: walk.depth + 1 };
  if (isAlias(node)) {
    const target = walk.anchors.get(node.source);
    if (!target) throw new UnreadableError(`Unexpected alias *${node.source}, expected one of an anchor`, start);
    return located(target, inner);
  }
  if (isMap<Node, Node | null>(node)) return { kind: "map", start, end, entries: entriesIn(node.items, inner) };
  if (isSeq<Node>(node)) return { kind: "list", start, end, items: node.items.map((item) => located(item, inner)) };
  const scalar = isScalar(node) ? node : undefined;
  const text = scalar?.value === null || !scalar ? undefined : (scalar.source ?? String(scalar.value));
  return { kind: "text", start, end, text };
}

/** With the entries of merged maps (`<<`) behind its own, as every reader of alert rules takes them. */
function entriesIn(pairs: readonly Pair<Node, Node | null>[], walk: Walk): readonly LocatedEntry[] {
  const merged: LocatedEntry[] = [];
  const own = pairs.flatMap(({ key, value }): readonly LocatedEntry[] => {
    const at = key.range?.[0] ?? 0;
    if (!isScalar(key)) throw new UnreadableError("Unexpected key that is a map or list, expected a name", at);
    const entry = { key: key.source ?? String(key.value), at, value: located(value, walk) };
    if (entry.key !== "<<") return [entry];
    const { value: maps } = entry;
    for (const map of maps.kind === "list" ? maps.items : [maps]) if (map.kind === "map") merged.push(...map.entries);
    return [];
  });
  const seen = new Set(own.map(({ key }) => key));
  return [...own, ...merged.filter(({ key }) => !seen.has(key) && seen.add(key))];
}

/** The offset at which flow brackets or indentation nest too deep for the library's stack, or undefined. */
function depthOver(source: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at];
    if (character === "[" || character === "{") depth += 1;
    if (character === "]" || character === "}") depth -= 1;
    if (depth > maxDepth) return at;
  }
  return /^(?: |- |\? ){60,}/m.exec(source)?.index;
}
