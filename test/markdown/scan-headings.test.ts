import fc from "fast-check";
import { expect, it } from "vitest";
import { unreadReason } from "../../src/markdown/caps.ts";
import { readDocument } from "../../src/markdown/document.ts";
import { scanHeadings } from "../../src/markdown/scan/headings.ts";

function headingsOf(text: string) {
  const read = readDocument("a.md", text);
  return read.kind === "ok" ? read.document.sections.map(({ depth, title }) => ({ depth, title })) : undefined;
}

const part = fc.constantFrom(
  ...["# One", "## Two 2.", "### 3. Three ###", "#", "#no", " # in", "   ## in", "    # code", "####### seven"],
  ...[
    "a paragraph",
    "- item",
    "  - inner",
    "1. step",
    "10) step",
    "> quote",
    "> # in a quote",
    "- # in a list",
    "*",
    "-",
    "---",
    "===",
    "+ ",
  ],
  ...[
    "```",
    "```sh",
    "````",
    "~~~",
    "  ```",
    "   ```sh",
    "    ```",
    "- ```",
    "1. ```sh",
    "``` a`b",
    "  # indented",
    "      deep",
  ],
  ...[
    "",
    "",
    " ",
    "| a | b |",
    "| - | - |",
    "[x]: /y",
    "[^1]: note",
    "![a](b)",
    "**bold**",
    "\\# no",
    "<b>",
    "a  ",
    "x\ty",
    "***",
    "___",
    "Ünï",
  ],
);

it("gives the headings that the tree has, or nothing", () => {
  let used = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean(), (lines, eol, ended) => {
      const text = lines.join(eol) + (ended ? eol : "");
      if (unreadReason(text) || /^---/.test(text)) return;
      const scanned = scanHeadings(text, 0);
      if (!scanned) return;
      used += 1;
      expect(scanned).toEqual(headingsOf(text));
    }),
    { numRuns: 5000 },
  );
  expect(used).toBeGreaterThan(500);
}, 600_000);

it.each([
  "Title\n===\n",
  "# a *b*\n",
  "<div>\n# a\n</div>\n",
  "- ```\n# a\n",
  "  ```\n    ```\n# a\n",
  "# a `b`\n",
  "\t# a\n",
])("leaves %j to the parser", (text) => {
  expect(scanHeadings(text, 0)).toBeUndefined();
});
