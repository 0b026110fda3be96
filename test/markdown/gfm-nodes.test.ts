import { readFileSync } from "node:fs";
import type { Nodes } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, it } from "vitest";
import { gfmNodes } from "../../src/markdown/gfm-nodes.ts";
import { safeBlock } from "../../src/markdown/safe-text.ts";
import { corpusFiles } from "../corpus.ts";

const parsed = (text: string, nodes = gfmNodes) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: nodes });

/** Kinds and texts alone. */
function shape(node: Nodes): unknown {
  if ("value" in node) return node.value;
  const box = "checked" in node && typeof node.checked === "boolean" ? [node.checked] : [];
  return "children" in node ? [node.type, ...box, ...node.children.map(shape)] : node.type;
}

it.each([
  ["*\n[x] task", ["root", ["list", ["listItem"]], ["paragraph", "[x] task"]]],
  [
    "- item\n*\n[ ] a **b**",
    [
      "root",
      ["list", ["listItem", ["paragraph", "item"]]],
      ["list", ["listItem"]],
      ["paragraph", "[ ] a ", ["strong", "b"]],
    ],
  ],
  ["- [x] task", ["root", ["list", ["listItem", true, ["paragraph", "task"]]]]],
  ["1.\n   [ ] task", ["root", ["list", ["listItem", false, ["paragraph", "task"]]]]],
])("boxes outside of list items are words: %j", (text, expected) => {
  const tree = parsed(text);
  expect(shape(tree)).toEqual(expected);
  expect(tree).not.toHaveProperty("checked");
});

it("a box that is none is kept in what is written, where it stands", () => {
  expect(safeBlock("*\n[x] task")).toBe("\\[x\\] task");
  const paragraph = parsed("*\n[x] task").children[1];
  expect(paragraph).toMatchObject({
    position: { start: { offset: 2 }, end: { offset: 10 } },
    children: [{ value: "[x] task", position: { start: { offset: 2 }, end: { offset: 10 } } }],
  });
});

it("everything else is as the library has it, in every file at hand", () => {
  const own = ["README.md", "docs/design.md", "docs/metrics.md"].map((path) => readFileSync(path, "utf8"));
  const texts = [...own, ...(corpusFiles("postmortems") ?? []).slice(0, 60).map(({ text }) => text)];
  for (const text of texts) expect(parsed(text)).toEqual(parsed(text, gfmFromMarkdown()));
});
