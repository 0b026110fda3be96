import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Frontmatter, readFrontmatter, readYaml } from "../../src/markdown/frontmatter.ts";
import { readPlainYaml } from "../../src/markdown/plain-yaml.ts";
import { corpusFiles } from "../corpus.ts";
import { anyFrontmatter } from "./any-frontmatter.ts";

const own = ["incidents", "runbooks", "templates"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${folder}/${path}`, "utf8") })),
);
const corpus = ["postmortems", "runbooks", "incidents", "templates"].map(corpusFiles);
const files = [...own, ...corpus.flatMap((some) => some ?? [])];

/** All that is known of some frontmatter: its values and where each of them stands. */
function known(frontmatter: Frontmatter): unknown {
  const { fields, duplicates, span, spanOf, spanOfKey } = frontmatter;
  const spans = Object.entries(fields).map(([key, value]) => [
    key,
    spanOfKey(key),
    spanOf(key),
    Object.keys(value ?? {}).map((inner) => spanOf(key, inner)),
  ]);
  return { fields, duplicates, span, spans, map: frontmatter.map?.range };
}

/** Whether what is read, by hand where it is plain, is what the YAML parser reads. */
function agrees(text: string, path?: string): void {
  const read = readFrontmatter(text);
  if (read.kind !== "ok") return;
  const { span } = read.frontmatter;
  const parsed = readYaml(text.slice(span.start, span.end), span.start);
  expect(known(read.frontmatter), path).toEqual(parsed.kind === "ok" ? known(parsed.frontmatter) : parsed);
}

describe("frontmatter of the plain kind", () => {
  it("reads what the YAML parser reads, in every file at hand", () => {
    for (const { path, text } of files) agrees(text, path);
  });

  it("reads the project's own incidents and runbooks by hand", () => {
    const withFields = own.filter(
      ({ path, text }) => !path.startsWith("templates") && /^---\nid|^---\ntitle/.test(text),
    );
    const yaml = (text: string): string => text.slice(4, text.indexOf("\n---", 4) + 1);
    expect(withFields.length).toBeGreaterThan(3);
    for (const { path, text } of withFields) expect(readPlainYaml(yaml(text)), path).toBeDefined();
  });

  it("reads what the YAML parser reads, however odd", () => {
    fc.assert(
      fc.property(anyFrontmatter, ({ head, pieces, tail }) => {
        const text = head + pieces.map((piece) => piece.lines).join("") + tail;
        agrees(text);
      }),
      { numRuns: 2000 },
    );
  });

  const word = fc.constantFrom(
    "a",
    "b c",
    "12",
    "1.50",
    "007",
    "1e3",
    "0x1F",
    "true",
    "True",
    "tRUE",
    "null",
    "Null",
    "~",
    "100%",
    "a, b",
    "a: b",
    "a:b",
    "a:",
    "it's",
    "'it''s'",
    '"x, y"',
    "'x: y'",
    '"a\\n"',
    "@x",
    "#c",
    "a #c",
    "a#c",
    "[x]",
    "{x}",
    "-",
    "- a",
    "2025-01-15T02:30:00Z",
    "(a)",
    "/a",
    ".5",
    "5.",
    "Ünï 🚒",
    "*x",
    "&x",
    "!x",
    "|",
    ">",
    "?",
    "a ]",
    "",
    "yes",
    ".inf",
    "+5",
    "-5",
    "1_000",
  );
  const key = fc.constantFrom("a", "b", "c-d", "e f", '"g"', "__proto__");
  const plainLine = fc.oneof(
    fc.tuple(key, fc.constantFrom(": ", ":", ":  "), word).map((parts) => parts.join("")),
    fc.tuple(key, fc.array(word, { maxLength: 3 })).map(([name, list]) => `${name}: [${list.join(", ")}]`),
    fc
      .tuple(key, fc.array(fc.tuple(key, word), { maxLength: 3 }))
      .map(([name, map]) => `${name}: { ${map.map((pair) => pair.join(": ")).join(", ")} }`),
    fc.tuple(fc.constantFrom("- ", "  - ", "  -  ", "    - "), word).map((parts) => parts.join("")),
    fc.tuple(fc.constantFrom("  ", "    "), key, word).map(([indent, name, one]) => `${indent}${name}: ${one}`),
    fc.constantFrom("", "# c", "  # c", "a", "---x", "...", "a:\n  - x\n  - y", "b:\n  x: 1\n  y: 2"),
  );

  it("agrees with the YAML parser on any lines of the plain kind", () => {
    let byHand = 0;
    fc.assert(
      fc.property(fc.array(plainLine, { maxLength: 5 }), (lines) => {
        const text = `---\n${lines.join("\n")}\n---\n`;
        if (readPlainYaml(`${lines.join("\n")}\n`)) byHand += 1;
        agrees(text);
      }),
      { numRuns: 6000 },
    );
    expect(byHand).toBeGreaterThan(500);
  });

  it("gives a list that many files have to all of them, and nobody can change it", () => {
    const [one, other] = ["a", "b"].map((id) => readPlainYaml(`id: ${id}\nservices: [api, search]\n`));
    expect(one?.["services"]).toBe(other?.["services"]);
    expect(Object.isFrozen(one?.["services"])).toBe(true);
  });
});
