import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Document, findSection, readDocument, type Section } from "../../src/markdown/document.ts";
import { addSection, appendToSection } from "../../src/markdown/insert-section.ts";
import { type Splice, splice } from "../../src/markdown/text.ts";

function read(text: string): Document {
  const result = readDocument("incidents/2025/INC-2025-001.md", text);
  if (result.kind !== "ok") throw new Error(result.reason);
  return result.document;
}

function section(document: Document, title: string): Section {
  const found = findSection(document, title);
  if (!found) throw new Error(`no section ${title}`);
  return found;
}

const order = ["Summary", "Timeline", "Root cause", "Impact", "Action items"];
const add = (text: string, markdown: string): string => splice(text, [addSection(read(text), markdown, order)]);

describe("addSection", () => {
  it("goes after the nearest section before it", () => {
    expect(add("# T\n\n## Summary\n\nS\n\n## Action items\n\n- a\n", "## Timeline\n\n- t\n")).toBe(
      "# T\n\n## Summary\n\nS\n\n## Timeline\n\n- t\n\n## Action items\n\n- a\n",
    );
  });

  it("goes behind the subsections of the section before it", () => {
    expect(add("## Root cause\n\n### Five whys\n\n1. w\n\n## Notes\n", "## Impact")).toBe(
      "## Root cause\n\n### Five whys\n\n1. w\n\n## Impact\n\n## Notes\n",
    );
  });

  it("goes before the nearest section after it where none is before", () => {
    expect(add("---\nid: x\n---\n\n# T\n\n## Impact\n\nI", "## Summary\n\nS")).toBe(
      "---\nid: x\n---\n\n# T\n\n## Summary\n\nS\n\n## Impact\n\nI",
    );
  });

  it("goes to the end where it knows no neighbour, and of a subsection it makes no neighbour", () => {
    expect(add("# T\n\n### Timeline\n\nx", "## Impact\n")).toBe("# T\n\n### Timeline\n\nx\n\n## Impact\n");
    expect(add("# T\n\n## Other", "## Unheard of\n")).toBe("# T\n\n## Other\n\n## Unheard of\n");
    expect(add("", "## Impact\n")).toBe("## Impact\n");
    expect(add("\uFEFF", "## Impact\n")).toBe("\uFEFF## Impact\n");
  });

  it("uses the document's line ending", () => {
    expect(add("## Summary\r\n\r\nS\r\n", "## Impact\n\nI\n")).toBe(
      "## Summary\r\n\r\nS\r\n\r\n## Impact\r\n\r\nI\r\n",
    );
  });

  it.each([
    ["```sh\nls", "```"],
    ["~~~~\nls\n", "~~~~"],
    ["<!-- prompt", "-->"],
    ["<pre>\n\nx", "</pre>"],
  ])("closes what the end of the file leaves open: %j", (open, closer) => {
    const after = add(`## Summary\n\n${open}`, "## Impact\n\nI\n");
    expect(after.startsWith(`## Summary\n\n${open}`)).toBe(true);
    expect(after).toContain(`\n${closer}\n\n## Impact\n\nI\n`);
    expect(read(after).sections.map((one) => one.title)).toEqual(["Summary", "Impact"]);
  });
});

describe("appendToSection", () => {
  const text = "## Root cause\n\nfault\n\n### Five whys\n\n1. w\n\n## Impact\n";
  const append = (markdown: string): string => {
    const document = read(text);
    return splice(text, [appendToSection(document, section(document, "Root cause"), markdown)]);
  };
  it("puts text before the first subsection", () => {
    expect(append("more")).toBe(text.replace("fault\n", "fault\n\nmore\n"));
  });
  it("puts a subsection at the end", () => {
    expect(append("### Process cause\n\np\n")).toBe(text.replace("1. w\n", "1. w\n\n### Process cause\n\np\n"));
  });
  it("fills an empty section", () => {
    const empty = "## Impact\n## Next";
    const document = read(empty);
    expect(splice(empty, [appendToSection(document, section(document, "Impact"), "x")])).toBe(
      "## Impact\n\nx\n\n## Next",
    );
  });
});

const block = fc.constantFrom(
  "text",
  "- a\n- b",
  "1. a",
  "```\ncode\n```",
  "> q",
  "| a |\n| - |\n| b |",
  "### Deeper",
  "   ",
  "<!-- c -->",
  "    code",
  "Setext\n---",
);
const body = fc.tuple(fc.array(block, { maxLength: 4 }), fc.constantFrom("\n", "\n\n", "\n\n\n", "\n  \n"));
const wholeText = fc
  .record({
    mark: fc.constantFrom("", "\uFEFF"),
    front: fc.constantFrom("", "---\nid: x\n---\n", "---\nid: x\n---\n\n# T\n"),
    parts: fc.array(fc.tuple(fc.constantFrom(...order, "Other"), fc.constantFrom("## ", "  ## "), body), {
      maxLength: 5,
    }),
    last: fc.constantFrom("", "\n", "\n\n \n", "  "),
    crlf: fc.boolean(),
  })
  .map(({ mark, front, parts, last, crlf }) => {
    const written = parts.map(
      ([title, hashes, [blocks, gap]]) => `${hashes}${title}\n${blocks.map((one) => one + gap).join("")}`,
    );
    const text = front + written.join("\n") + last;
    return mark + (crlf ? text.replaceAll("\n", "\r\n") : text);
  });

const outline = (document: Document): readonly string[] => document.sections.map((one) => `${one.depth} ${one.title}`);
const isInsertion = (edit: Splice): boolean => edit.start === edit.end;

describe("both, over any document", () => {
  it("only insert, add exactly one section, and leave the others in order", () => {
    fc.assert(
      fc.property(wholeText, fc.constantFrom(...order), (text, title) => {
        const document = read(text);
        const edit = addSection(document, `## ${title} new\n\nbody\n`, order);
        const named = addSection(document, `## ${title}\n\nbody\n`, order);
        for (const one of [edit, named]) {
          expect(isInsertion(one)).toBe(true);
          const after = read(splice(text, [one]));
          const at = outline(after).findIndex(
            (_, index) => after.sections[index]?.start === one.start + one.insert.search(/## /),
          );
          expect(at).toBeGreaterThanOrEqual(0);
          expect(outline(after).toSpliced(at, 1)).toEqual(outline(document));
          expect(text.slice(document.frontmatter.kind === "ok" ? 3 : 0)).not.toBe(after.text);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("appended text is the section's and nobody else's changes", () => {
    fc.assert(
      fc.property(wholeText, fc.nat(), (text, pick) => {
        const document = read(text);
        if (document.sections.length === 0) return;
        const index = pick % document.sections.length;
        const edit = appendToSection(document, document.sections[index] as Section, "appended words");
        expect(isInsertion(edit)).toBe(true);
        const after = read(splice(text, [edit]));
        expect(outline(after)).toEqual(outline(document));
        const grown = after.sections[index] as Section;
        expect(after.text.slice(grown.start, grown.end)).toContain("appended words");
        expect(
          grown.nodes.some(
            (node) =>
              node.type === "paragraph" &&
              after.text.slice(node.position?.start.offset, node.position?.end.offset) === "appended words",
          ),
        ).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});
