const aliases = (levels: number, width: number): string =>
  Array.from({ length: levels }, (_, level) => {
    const item = level === 0 ? "x" : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(width).fill(item).join(",")}]`;
  }).join("\n");
const mergeKeys = (count: number): string =>
  `b: &b {x: 1}\n${Array.from({ length: count }, (_, n) => `k${n}:\n  <<: *b`).join("\n")}`;
const fill = (part: string, size: number): string => part.repeat(Math.ceil(size / part.length)).slice(0, size);

/** YAML that unfolds, nests, floods or poisons, up to 256 KB. Hazard 20 of the list. */
export const yamlBombs: Readonly<Record<string, string>> = {
  "a billion laughs": aliases(9, 9),
  "aliases, wide": aliases(3, 100),
  "aliases, deep": aliases(100, 2),
  "aliases, quadratic": `a: &a ${fill("x", 10_000)}\nb: [${Array(5000).fill("*a").join(",")}]`,
  "alias of itself": "a: &a [*a]",
  "alias of nobody": "a: *nobody",
  "aliases in keys": "? &a [x]\n: *a\n? *a\n: b",
  "merge keys": mergeKeys(400),
  "merge keys, 256 KB": mergeKeys(14_000),
  "anchors, 30 KB": Array.from({ length: 2500 }, (_, n) => `a${n}: &a${n} x`).join("\n"),
  "flow lists, deep": `a: ${fill("[", 30_000)}`,
  "flow maps, deep": `a: ${fill("{a: ", 30_000)}`,
  "flow, mixed, 256 KB": `a: ${fill("[{", 262_000)}`,
  "flow lists, closed": `a: ${"[".repeat(29)}${"]".repeat(29)}\n`.repeat(400),
  "block lists, deep": `a:\n  ${fill("- ", 30_000)}`,
  "block maps, deep": Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
  "question marks": fill("? ", 30_000),
  "__proto__ at the top": "__proto__: { polluted: true }",
  "__proto__ inside": "impact: { __proto__: { polluted: true } }",
  "__proto__ in roles": "roles:\n  __proto__: '@a'",
  "constructor.prototype": "constructor: { prototype: { polluted: true } }",
  "one key, 256 KB": `${fill("k", 262_000)}: 1`,
  "one value, 256 KB": `a: "${fill("v", 262_000)}`,
  "keys, 30 KB": Array.from({ length: 3500 }, (_, n) => `k${n}: 1`).join("\n"),
  "keys, doubled, 30 KB": fill("a: 1\n", 30_000),
  "keys, 256 KB": Array.from({ length: 26_000 }, (_, n) => `k${n}: 1`).join("\n"),
  "quote, open": `a: '${fill("''", 30_000)}`,
  "block scalar": `a: |\n${fill("  x\n", 30_000)}`,
  "plain lines": `a: b\n${fill("  c\n", 30_000)}`,
  comments: fill("#\n", 31_000),
  tags: `a: ${fill("!!binary ", 30_000)}`,
  "tag handles": fill("%TAG ! tag:x,2000:\n", 30_000),
  "control characters": `a: "${fill("\u0007\u001b[31m", 20_000)}"`,
  tabs: `a:\n${fill("\t", 30_000)}b`,
  escapes: `a: "${fill("\\x", 30_000)}"`,
  colons: fill(": ", 30_000),
  dashes: fill("- ", 30_000),
  "flow list, 30 KB": `services: [${fill("a,", 30_000)}]`,
  "flow commas": `services: [${fill(",", 30_000)}]`,
  "number, long": `issue: ${fill("9", 30_000)}`,
  "number, many lists": `responders: [${fill("1,", 30_000)}1]`,
};
