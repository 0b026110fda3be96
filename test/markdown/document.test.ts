import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { findSection, readDocument, sameTitle } from "../../src/markdown/document.ts";
import { parseTree } from "../../src/markdown/parse-tree.ts";
import { endOfLine, lineEndingOf, placesOf, splice, startOfLine } from "../../src/markdown/text.ts";
import { anyTimelineText, read, section } from "./read.ts";

function offsets(node: Nodes): readonly (number | undefined)[] {
  const own = [node.position?.start.offset, node.position?.end.offset];
  return "children" in node ? [...own, ...node.children.flatMap(offsets)] : own;
}

describe("readDocument", () => {
  it("gives sections whose offsets are the text's", () => {
    const text = "\uFEFF---\nid: x\n---\n\n# Title 🚒\n\nintro\n\n## One\n\n### Deep\n\nd\n\nTwo\n---\n\nend";
    const document = read(text);
    const shape = document.sections.map((one) => [
      one.title,
      one.depth,
      text.slice(one.heading.start, one.heading.end),
    ]);
    expect(shape).toEqual([
      ["Title 🚒", 1, "# Title 🚒"],
      ["One", 2, "## One"],
      ["Deep", 3, "### Deep"],
      ["Two", 2, "Two\n---"],
    ]);
    const one = section(document, "One");
    expect(text.slice(one.start, one.end)).toBe("## One\n\n### Deep\n\nd\n\n");
    expect(text.slice(one.body.start, one.body.end)).toBe("\n\n### Deep\n\nd\n\n");
    expect(one.nodes.map((node) => node.type)).toEqual(["heading", "paragraph"]);
    expect(document.placeOf(one.heading)).toEqual({ line: 9, column: 1, endLine: 9, endColumn: 7 });
  });

  it("shifts every offset by the byte order mark, once", () => {
    fc.assert(
      fc.property(anyTimelineText, (text) => {
        const bare = text.replace(/^\uFEFF/, "");
        expect(offsets(parseTree(`\uFEFF${bare}`)).slice(1)).toEqual(
          offsets(parseTree(bare))
            .slice(1)
            .map((offset) => (offset ?? Number.NaN) + 1),
        );
      }),
      { numRuns: 300 },
    );
  });

  it("nests sections and covers the text from the first heading on", () => {
    const depths = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(depths, (levels) => {
        const text = levels.map((level, index) => `${"#".repeat(level)} s${index}\n\ntext ${index}\n`).join("\n");
        const { sections } = read(text);
        for (const [index, one] of sections.entries()) {
          const next = levels.findIndex((level, other) => other > index && level <= (levels[index] as number));
          expect(one.end).toBe(
            next === -1 ? text.length : text.indexOf(`${"#".repeat(levels[next] as number)} s${next}\n`),
          );
        }
      }),
    );
  });

  it("reads a file of nothing but headings in linear time", () => {
    const result = readDocument("x.md", "# a\n".repeat(3000));
    expect(result.kind === "ok" && result.document.sections.length).toBe(3000);
  });

  it("says what it does not read", () => {
    expect(readDocument("x.md", "a\u0000b")).toMatchObject({ kind: "unread", line: 1 });
  });
});

describe("titles", () => {
  it.each([
    ["Action items", "ACTION ITEMS:"],
    ["Root cause", "2. Root Cause"],
    ["Timeline", "⏱️ Timeline"],
    ["What went well", "What went well?"],
    ["Five whys", "Ｆｉｖｅ whys"],
  ])("%j and %j are one", (a, b) => expect(sameTitle(a, b)).toBe(true));

  it.each([
    ["Impact", "Impacts"],
    ["2025", "2026"],
    ["12:30", "12:45"],
    ["🚒", "🚑"],
    ["Timeline", ""],
  ])("%j and %j are two", (a, b) => expect(sameTitle(a, b)).toBe(false));

  it("are found under their other names and through markup", () => {
    const document = read("## **Incident** `timeline`\n");
    expect(findSection(document, "Timeline")).toBeUndefined();
    expect(findSection(document, "Timeline", ["Incident timeline"])?.depth).toBe(2);
  });
});

describe("text", () => {
  const anyText = fc.array(fc.constantFrom("a", "🚒", "\n", "\r\n", " ", "\uFEFF")).map((parts) => parts.join(""));

  it("counts lines and columns as a walk over the text does", () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), fc.nat(40), (text, one, two) => {
        const [start, end] = [Math.min(one, two, text.length), Math.min(Math.max(one, two), text.length)];
        const place = placesOf(text)({ start, end });
        const at = (offset: number): [number, number] => {
          const lines = text.slice(0, offset).split("\n");
          return [lines.length, (lines.at(-1) as string).length + 1];
        };
        expect([place.line, place.column]).toEqual(at(start));
        expect([place.endLine, place.endColumn]).toEqual(at(end));
      }),
    );
  });

  it("finds the line around an offset", () => {
    fc.assert(
      fc.property(anyText, fc.nat(40), (text, pick) => {
        const offset = Math.min(pick, text.length);
        const [start, end] = [startOfLine(text, offset), endOfLine(text, offset)];
        expect(start === 0 || text[start - 1] === "\n").toBe(true);
        expect(text.slice(start, end).includes("\n")).toBe(false);
        expect(end === text.length || text.startsWith("\n", end) || text.startsWith("\r\n", end)).toBe(true);
      }),
    );
  });

  it("splices where it is told, in any order, and refuses overlaps", () => {
    const edits = [
      { start: 4, end: 5, insert: "Y" },
      { start: 0, end: 1, insert: "" },
      { start: 2, end: 2, insert: "X" },
    ];
    expect(splice("abcdef", edits)).toBe("bXcdYf");
    expect(() =>
      splice("abc", [
        { start: 0, end: 2, insert: "" },
        { start: 1, end: 3, insert: "" },
      ]),
    ).toThrow(/overlapping/);
    expect([lineEndingOf("a\r\nb"), lineEndingOf("a\nb"), lineEndingOf("")]).toEqual(["\r\n", "\n", "\n"]);
  });
});
