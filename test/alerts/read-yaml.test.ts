import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Located } from "../../src/alerts/located.ts";
import { readPlainYaml } from "../../src/alerts/plain-yaml.ts";
import { NotPlain } from "../../src/alerts/yaml-lines.ts";

/** A value without its places; scalars as their words, null as null. */
function said(node: Located): unknown {
  if (node.kind === "text") return node.text ?? null;
  if (node.kind === "list") return node.items.map(said);
  return node.entries.map(({ key, value }) => [key, said(value)]);
}

/** The same as the library reads it. */
function expected(text: string): readonly unknown[] | undefined {
  const documents = parseAllDocuments(text, { version: "1.2", schema: "core", logLevel: "error" });
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  const walk = (node: unknown): unknown => {
    if (isAlias(node)) return undefined;
    if (isMap(node)) return node.items.map(({ key, value }) => [isScalar(key) ? key.source : undefined, walk(value)]);
    if (isSeq(node)) return node.items.map(walk);
    return isScalar(node) && node.value !== null ? node.source : null;
  };
  return documents
    .map(({ contents }) => contents)
    .filter((contents) => contents !== null && !(isScalar(contents) && contents.value === null))
    .map(walk);
}

function plain(text: string): readonly unknown[] | undefined {
  try {
    return readPlainYaml(text).map(said);
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

const folder = new URL("../../../shared/corpus/alerts/", import.meta.url);

it.skipIf(!existsSync(folder))("reads every YAML file of the corpus as the library does (skipped where absent)", () => {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => /\.ya?ml$/.test(path));
  const unusual: string[] = [];
  for (const path of paths) {
    const text = readFileSync(new URL(path, folder), "utf8");
    const read = plain(text);
    if (read === undefined) unusual.push(path);
    else expect(read, path).toEqual(expected(text));
  }
  expect(paths.length).toBeGreaterThan(100);
  expect(unusual).toEqual(["awesome-prometheus-alerts/files/dist/template.yml"]);
});

it.each([
  "a: 1\nb:\n- x\n- y: z\n  w: |\n    one\n\n    two\nc: >-\n  a\n  b\n\n  c\n    d\n  e\n",
  "- - a\n  - b\n- c: {x: 1, 'y z': [1, \"2\"]}\n",
  "a: 'it''s\n  folded\n\n  twice'\nb: \"tab\\tand \\u00e9\"\n",
  "# only a comment\n",
  "---\na: b # comment\n---\n- 1\n...\n",
  "a: plain\n  goes on\n\n  after a blank # end\nb: ~\nc:\n",
  "a:\r\n  - x\r\n  - |\r\n    t\r\nb: c\r\n",
  '"quoted key" : v\n? x\n: y\n',
  "a: http://x.example/y#z\nb: a:b\nc: - d\n",
  "a: >\n\n  lead\n   deep\n  back\n\n\nb: |+\n  keep\n\nc: |2\n   in\n",
  "a: [x,\n  y]\nb: {k: v,\n  l: }\n",
])("reads %j as the library does", (text) => {
  const read = plain(text);
  if (read !== undefined) expect(read).toEqual(expected(text));
});

const parts = [
  ...[
    "a: ",
    "b:",
    "- ",
    "-",
    " ",
    "  ",
    "    ",
    "\n",
    "\n  ",
    "\n    ",
    "\n- ",
    "x",
    "y z",
    "'q'",
    '"d"',
    "'",
    '"',
    "[",
    "]",
  ],
  ...[
    "{",
    "}",
    ",",
    ",",
    ":",
    " #c",
    "# c\n",
    "\\n",
    ">",
    "|",
    ">-\n",
    "'a: b'",
    "k:",
    ": ",
    "---\n",
    "...\n",
    "~",
    "null",
  ],
  ...["1", "\t", "\r\n", "%", "*a", "&a ", "!t ", "?", "? ", "..", "''", '""', "|\n", "|-\n", "|+\n"],
];

it("never reads differently from the library, whatever the text", () => {
  const part = fc.constantFrom(...parts);
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const text = parts.join("");
      const read = plain(text);
      // Lines of nothing but tabs are an error to the library, and blank to us.
      const wanted = expected(text);
      if (read !== undefined && (wanted || !text.includes("\t"))) expect(read).toEqual(wanted);
    }),
    { numRuns: 5000, examples: [[["{", "\t", "a: ", "}"]], [["[", "1", ",", "\t", "1", "]"]]] },
  );
});
