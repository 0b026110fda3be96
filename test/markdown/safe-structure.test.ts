import fc from "fast-check";
import type { Nodes, Parents, Root } from "mdast";
import { describe, expect, test } from "vitest";
import { stringify as printYaml, parse as readYaml } from "yaml";
import { safeBlock, safeCell, safeInline, safeTitle } from "../../src/markdown/safe-text.ts";
import { keyIn, withKey } from "../../src/model/key.ts";
import { nasties } from "./nasties.ts";
import { mentions, references } from "./references.ts";
import { functions, read } from "./safe-functions.ts";

/** Pieces of known trouble glued together, with ordinary and random text between. */
const payload = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...nasties, ...mentions, ...references) },
      { weight: 2, arbitrary: fc.constantFrom(" ", "\n", "\n\n", " text ", "x", "\t", ".", "  ") },
      { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(..."*_~`[]()<>!&#@|\\-+=:/.\n a1"), maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(""));

interface Safe {
  readonly title: string;
  readonly line: string;
  readonly cell: string;
  readonly block: string;
  readonly quote: string;
}

/** Five texts, each in its own kind of place. */
function safe([title, line, cell, block, quote]: readonly [string, string, string, string, string]): Safe {
  return {
    title: safeTitle(title),
    line: safeInline(line),
    cell: safeCell(cell),
    block: safeBlock(block),
    quote: safeBlock(quote, { quote: true }),
  };
}

function place({ title, line, cell, block, quote }: Safe): string {
  return `---
${printYaml({ id: "INC-2025-042", title, services: ["a"] })}---

# INC-2025-042: ${line}

## Timeline

- 2025-01-15T02:45:00Z first (@alice)
- 2025-01-15T02:46:00Z ${line} (@alice)
- [ ] ${line} @alice due:2025-01-16
- last

line ${line}

| a | b |
| --- | --- |
| ${cell} | x |
| y | ${cell} |

Before

${block}

After

${quote}

End

### ${line}
`;
}

const blocks = new Set(["paragraph", "list", "listItem", "blockquote", "code"]);
const phrasing = new Set(["text", "inlineCode", "link", "emphasis", "strong", "delete"]);

/** What stands where in the document; undefined where it may have anything harmless. */
function structure(root: Root): readonly string[] {
  const found: string[] = [];
  let within: string | undefined;
  for (const node of root.children) {
    const words = textOf(node);
    if (node.type === "paragraph" && ["Before", "After", "End"].includes(words)) {
      within = words === "End" ? undefined : words;
      found.push(words);
    } else if (within === "Before") {
      expectOnly(node, blocks);
    } else if (within === "After") {
      found.push(node.type);
      expectOnly(node, blocks);
    } else {
      found.push(node.type === "heading" ? `heading ${node.depth}` : node.type);
      if (node.type === "yaml") continue;
      if (node.type === "list")
        for (const item of node.children)
          found.push(`item ${item.checked} ${item.children.map((child) => child.type)}`);
      if (node.type === "table") for (const row of node.children) found.push(`row ${row.children.length}`);
      expectOnly(node, new Set(["heading", "paragraph", "list", "listItem", "table", "tableRow", "tableCell"]));
    }
  }
  return found;
}

function expectOnly(node: Nodes, also: ReadonlySet<string>): void {
  if (!also.has(node.type) && !phrasing.has(node.type) && !(node.type === "break" && also === blocks))
    throw new Error(`Unexpected ${node.type}: ${JSON.stringify(node).slice(0, 300)}`);
  if (node.type === "link" && !/^(?:https?:\/\/|mailto:)/i.test(node.url))
    throw new Error(`Unexpected address ${node.url}`);
  if ("children" in node) for (const child of (node as Parents).children) expectOnly(child, also);
}

function textOf(node: Nodes): string {
  if ("value" in node) return node.value;
  return "children" in node ? (node as Parents).children.map((child) => textOf(child)).join("") : "";
}

const expected = structure(read(place(safe(["a", "b", "c", "d", "e"]))));

describe("hazard 16: Markdown and HTML injection", () => {
  test("10,000 fuzzed payloads change nothing around them", () => {
    let runs = 0;
    fc.assert(
      fc.property(fc.tuple(payload, payload, payload, payload, payload), (texts) => {
        runs += texts.length;
        const placed = safe(texts);
        const document = place(placed);
        const root = read(document);
        // A text of nothing but marks that are dropped leaves its block empty.
        expect(structure(root)).toEqual(
          placed.quote === "" ? expected.filter((type) => type !== "blockquote") : expected,
        );
        expect(document).not.toContain("<!--");
        const yaml = root.children[0];
        expect(yaml?.type === "yaml" && readYaml(yaml.value)).toEqual({
          id: "INC-2025-042",
          title: placed.title,
          services: ["a"],
        });
      }),
      { numRuns: 2_000, seed: 16 },
    );
    console.log(`hazard 16: ${runs} payloads in a title, lines, cells, a block and a quote: structure unchanged`);
  }, 240_000);

  test("what is safe stays as it is when it is made safe again", () => {
    for (const [name, safe] of Object.entries(functions)) {
      fc.assert(
        fc.property(payload, (text) => {
          const once = safe(text);
          expect(safe(once), name).toBe(once);
        }),
        { numRuns: 700, seed: 17 },
      );
    }
  }, 240_000);

  test("no forged marker is read, and ours still is", () => {
    const forged = [
      ...nasties,
      "<!-- gitcident:key x -->",
      "a <!-- gitcident:key x --> b",
      "```\n<!-- gitcident:key x -->\n```",
      "`<!-- gitcident:key x -->`",
    ];
    for (const text of forged)
      for (const [name, safe] of Object.entries(functions)) {
        expect(keyIn(safe(text)), name).toBeUndefined();
        expect(keyIn(withKey("summary", safe(text))), name).toBe("summary");
      }
  });
});
