import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/markdown/document.ts";
import { readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { readPlainYaml } from "../../src/reports/plain-yaml.ts";
import { scanFrontmatter } from "../../src/reports/scan.ts";
import { scanHeadings } from "../../src/reports/scan-headings.ts";
import { corpusFiles } from "../corpus.ts";
import { anyFrontmatter } from "../markdown/any-frontmatter.ts";
import { anyTimelineText } from "../markdown/read.ts";

const own = ["incidents", "runbooks", "templates"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${folder}/${path}`, "utf8") })),
);
const corpus = ["postmortems", "runbooks", "incidents", "templates"].map(corpusFiles);
const files = [...own, ...corpus.flatMap((some) => some ?? [])];

function parsed(text: string): unknown {
  const read = readFrontmatter(text);
  if (read.kind === "ok") return { kind: "ok", fields: read.frontmatter.fields };
  return read.kind === "none" ? read : { kind: "broken", reason: read.reason };
}

describe("scanFrontmatter", () => {
  it("reads what the YAML parser reads, in every file at hand", () => {
    for (const { path, text } of files) expect(scanFrontmatter(text), path).toEqual(parsed(text));
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
        expect(scanFrontmatter(text)).toEqual(parsed(text));
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
        expect(scanFrontmatter(text)).toEqual(parsed(text));
      }),
      { numRuns: 6000 },
    );
    expect(byHand).toBeGreaterThan(500);
  });
});

interface Found {
  readonly depth: number;
  readonly line: number;
}

function tree(path: string, text: string): readonly Found[] | undefined {
  const read = readDocument(path, text);
  if (read.kind === "unread") return undefined;
  return read.document.sections.map(({ depth, heading }) => ({ depth, line: read.document.placeOf(heading).line }));
}

const scan = (text: string): readonly Found[] => scanHeadings(text).map(({ depth, line }) => ({ depth, line }));

describe("scanHeadings", () => {
  it("finds what the parser finds, in every file at hand", () => {
    let headings = 0;
    for (const { path, text } of files) {
      const expected = tree(path, text);
      if (!expected) continue;
      expect(scan(text), path).toEqual(expected);
      headings += expected.length;
    }
    expect(headings).toBeGreaterThan(20);
  }, 60_000);

  it("finds what the parser finds around lists, code, comments and tables", () => {
    fc.assert(
      fc.property(anyTimelineText, (text) => {
        expect(scan(text)).toEqual(tree("x.md", text));
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["# a #\n## b ## \n", ["a", "b"]],
    ["```\n# no\n```\n# yes", ["yes"]],
    ["~~~\n```\n# no\n~~~\n# yes", ["yes"]],
    ["<!--\n# no\n-->\n# yes", ["yes"]],
    ["<details>\n# no\n\n# yes", ["yes"]],
    ["<pre>\n\n# no\n</pre>\n# yes", ["yes"]],
    ["- a\n\n  # no\n\n# yes", ["yes"]],
    ["> # no\n# yes", ["yes"]],
    ["    # no\n\n#no\n\n# yes", ["yes"]],
    ["two\nlines\n===\ntext\n\n---\n", ["two lines"]],
    ["- a\n---\n# yes", ["yes"]],
    ["---\ntitle: x\n# no\n---\n# yes", ["yes"]],
    ["- ```\n  # no\n  ```\n\n# yes", ["yes"]],
  ])("%j", (text, titles) => {
    expect(scanHeadings(text).map(({ title }) => title)).toEqual(titles);
    expect(scan(text)).toEqual(tree("x.md", text));
  });
});
