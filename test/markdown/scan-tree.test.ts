import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { generate } from "../../bench/generate.ts";
import { unreadReason } from "../../src/markdown/caps.ts";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import { scanTree } from "../../src/markdown/scan/tree.ts";
import { corpusFiles } from "../corpus.ts";
import { nasties } from "./nasties.ts";
import { anyTimelineText } from "./read.ts";

const own = ["incidents", "runbooks", "docs"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(`${folder}/${path}`, "utf8") })),
);
const corpus = ["postmortems", "incidents", "runbooks"].flatMap((folder) => corpusFiles(folder) ?? []);
const generated = [...generate(150)];

/** A tree with nothing left to be read. */
function whole(node: Nodes): unknown {
  return "children" in node ? { ...node, children: node.children.map(whole) } : node;
}

/** Compares the scanner's tree with the parser's, positions included; says whether it gave one. */
function agree(text: string, path?: string): boolean {
  const scanned = unreadReason(text) ? undefined : scanTree(text);
  if (scanned) expect(whole(scanned), path).toEqual(parseTree(text));
  return scanned !== undefined;
}

describe("scanTree", () => {
  it("gives the parser's tree, position by position, for every file at hand", () => {
    const read = (files: typeof own): number => files.filter(({ path, text }) => agree(text, path)).length;
    expect(read(own)).toBeGreaterThan(10);
    expect(read(corpus)).toBeGreaterThanOrEqual(corpus.length * 0.85);
    expect(read(generated)).toBe(generated.length);
  }, 600_000);

  const sources = [...corpus, ...generated, ...own].map(({ text }) => text).filter((text) => text.length < 8000);
  const lines = sources.flatMap((text) => text.split("\n"));
  const odd = fc.oneof(
    fc.constantFrom(...nasties.map((text) => text.slice(0, 80))),
    fc.constantFrom(...lines),
    fc.constantFrom(
      "",
      " ",
      "  ",
      "    ",
      "\t",
      "- ",
      "-",
      "1. ",
      "2) ",
      "> ",
      "---",
      "===",
      "| a |",
      "|-|",
      "\r",
      "\\",
    ),
    fc.constantFrom("# ", "```", "~~~", "<!--", "-->", "*", "_", "`", "[", "]", "](x)", "[ ] ", "[x] ", "&amp;", "<b>"),
  );
  const edit = fc.record({ at: fc.nat(10_000), drop: fc.nat(2), put: odd, line: fc.boolean() });

  it("gives the parser's tree for real files that were tampered with", () => {
    let plain = 0;
    const any = fc.tuple(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 3 }), fc.boolean());
    fc.assert(
      fc.property(any, ([text, edits, crlf]) => {
        const changed = edits.reduce(tampered, piece(text, edits[0]?.at ?? 0));
        if (agree(crlf ? changed.replaceAll("\n", "\r\n") : changed)) plain += 1;
      }),
      { numRuns: 4000 },
    );
    expect(plain).toBeGreaterThan(1000);
  }, 600_000);

  it("gives the parser's tree for lines put together anyhow", () => {
    let plain = 0;
    const indent = fc.constantFrom("", "", "", " ", "  ", "   ", "    ", "\t");
    const mark = fc.constantFrom("", "", "", "- ", "* ", "1. ", "2. ", "- [ ] ", "## ", "| ");
    const line = fc.oneof(
      { weight: 1, arbitrary: fc.constant("") },
      fc.tuple(indent, mark, odd).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), fc.constantFrom("", "\n"), (parts, end) => {
        if (agree(parts.join("\n") + end)) plain += 1;
      }),
      { numRuns: 6000 },
    );
    expect(plain).toBeGreaterThan(1000);
  }, 600_000);

  it("gives the parser's tree for addresses put together anyhow", () => {
    let plain = 0;
    const part = fc.constantFrom(
      "-",
      "--",
      ".",
      "..",
      "/",
      ":",
      "?",
      "=",
      "%",
      "#",
      "_",
      "(",
      ")",
      "a",
      "A",
      "b1",
      "com",
    );
    const address = fc.tuple(fc.constantFrom("https://", "http://", "www."), fc.array(part, { maxLength: 7 }));
    const any = fc.tuple(fc.constantFrom("", "x ", "- ", "## "), address, fc.constantFrom("", " y", "\n", "."));
    fc.assert(
      fc.property(any, ([before, [scheme, parts], after]) => {
        if (agree(before + scheme + parts.join("") + after)) plain += 1;
      }),
      { numRuns: 4000 },
    );
    expect(plain).toBeGreaterThan(1000);
  }, 600_000);

  it.each(["\u00a0", "\u2003", "\ufeff", "\u0085"])(
    "leaves blanks that are no spaces in Markdown where they stand: %j",
    (blank) => {
      for (const text of [
        `| a |\n| - |\n|${blank}b${blank}|\n| ${blank} |\n`,
        `\`\`\`${blank}js\nx\n\`\`\`\n`,
        `- ${blank}a\n`,
        `# ${blank}a${blank}\n`,
      ])
        agree(text, text);
    },
  );

  it.each([
    "- [\n   **b**\n",
    "1. [\n   b\n",
    "```md ok \nx\n```\n",
    "```md \nx\n```\n",
    "``` \nx\n```\n",
    "~~~ a  b  \nx\n~~~\n",
  ])("knows what chance found once: %j", (text) => void agree(text, text));

  it("gives the parser's tree around timelines", () => {
    fc.assert(
      fc.property(anyTimelineText, (text) => void agree(text)),
      { numRuns: 1500 },
    );
  });
});

/** Some forty lines of a text: what is tampered with should not drown in what is not. */
function piece(text: string, at: number): string {
  const lines = text.split("\n");
  const from = lines.length > 40 ? at % (lines.length - 40) : 0;
  return lines.slice(from, from + 40).join("\n");
}

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly put: string;
  readonly line: boolean;
}

function tampered(text: string, { at, drop, put, line }: Edit): string {
  if (!line) {
    const from = at % (text.length + 1);
    return text.slice(0, from) + put + text.slice(from + drop);
  }
  const lines = text.split("\n");
  return lines.toSpliced(at % (lines.length + 1), drop, put).join("\n");
}
