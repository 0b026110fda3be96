import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Frontmatter, readFrontmatter } from "../../src/markdown/frontmatter.ts";
import { type FieldValue, setField } from "../../src/markdown/set-field.ts";
import { splice } from "../../src/markdown/text.ts";
import { anyFieldValue, anyFrontmatter } from "./any-frontmatter.ts";

function front(text: string): Frontmatter {
  const result = readFrontmatter(text);
  if (result.kind !== "ok") throw new Error(`${JSON.stringify(result)} in ${JSON.stringify(text)}`);
  return result.frontmatter;
}

const set = (text: string, key: string, value: FieldValue | undefined, order: readonly string[] = []): string =>
  splice(text, setField(text, front(text), key, value, order));

const wrap = (yaml: string): string => `---\n${yaml}\n---\nbody\n`;

describe("setField", () => {
  it.each<[string, string, string, FieldValue | undefined, string]>([
    ["keeps a comment", "a: 1 # one", "a", 2, "a: 2 # one"],
    ["fills an empty value before its comment", "a: # none", "a", "x", "a: x # none"],
    ["keeps quoted keys", '"a" :  "x"', "a", "y", '"a" :  y'],
    ["appends to a flow list", "a: [x, y] # c", "a", ["x", "y", "z"], "a: [x, y, z] # c"],
    ["appends to a block list", "a:\n  -  x # c\nb: 1", "a", ["x", "y"], "a:\n  -  x # c\n  -  y\nb: 1"],
    ["adds to a flow map", "a: { x: 1 }", "a", { x: 1, y: "@z" }, 'a: { x: 1, y: "@z" }'],
    ["adds to a block map", "a:\n  x: 1\n# c\nb: 1", "a", { x: 2, y: 3 }, "a:\n  x: 2\n  y: 3\n# c\nb: 1"],
    ["removes from a block map", "a:\n  x: 1\n  # c\n  y: 2", "a", { x: 1 }, "a:\n  x: 1\n  # c"],
    ["replaces a block list", "a:\n  - x\n  - y\n# c\nb: 1", "a", ["z"], "a: [z]\n# c\nb: 1"],
    ["removes a key's lines", "a: |\n  x\n\n  y\n# c\nb: 1", "a", undefined, "# c\nb: 1"],
    ["removes every appearance", "a: 1\nb: 2\na: 3", "a", undefined, "b: 2"],
    ["changes the appearance that counts", "a: 1\nb: 2\na: 3", "a", 4, "a: 1\nb: 2\na: 4"],
    ["adds inside braces", "{ a: 1, b: 2 }", "c", 3, "{ a: 1, b: 2, c: 3 }"],
    ["removes inside braces", "{ a: 1, b: 2 }", "a", undefined, "{ b: 2 }"],
    ["gives a key in braces its colon", "a: { x, y: 2 }", "a", { x: 1, y: 2 }, "a: { x: 1, y: 2 }"],
    ["adds in the fields' indentation", "  a: 1\n  b: 2", "c", 3, "  a: 1\n  b: 2\n  c: 3"],
    ["replaces a tag with its value", "a: !!str 5", "a", ["x"], "a: [x]"],
  ])("%s", (_, yaml, key, value, expected) => {
    expect(set(wrap(yaml), key, value)).toBe(wrap(expected));
  });

  it("puts a new key behind the nearest one of the order, comments left where they are", () => {
    const yaml = wrap("id: x\ntitle: |\n  t\n# about services\nservices: []");
    expect(set(yaml, "issue", 4, ["id", "title", "issue", "services"])).toBe(
      wrap("id: x\ntitle: |\n  t\nissue: 4\n# about services\nservices: []"),
    );
    expect(set("---\n---\n", "id", "x")).toBe("---\nid: x\n---\n");
    expect(set("---\r\n# c\r\n---\r\n", "id", "x")).toBe("---\r\nid: x\r\n# c\r\n---\r\n");
  });

  it("changes one key and nothing else, in any frontmatter", () => {
    let known = 0;
    fc.assert(
      fc.property(
        anyFrontmatter,
        fc.constantFrom("id", "title", "services", "roles", "impact", "Größe 🚨", "brand_new"),
        fc.option(anyFieldValue, { nil: undefined }),
        ({ head, pieces, tail }, key, value) => {
          const text = head + pieces.map((piece) => piece.lines).join("") + tail;
          const old = front(text);
          const at = pieces.findIndex((piece) => piece.key === key);
          const edits = setField(text, old, key, value, ["id", "title", "brand_new"]);
          const after = splice(text, edits);
          const now = front(after);
          const { [key]: is, ...others } = now.fields;
          const { [key]: _was, ...before } = old.fields;
          expect(is).toEqual(value);
          expect(others).toEqual(before);
          expect(setField(after, now, key, value)).toEqual([]);
          if (at === -1) {
            expect(edits.every((edit) => edit.start === edit.end)).toBe(true);
            return;
          }
          known += 1;
          const above =
            head +
            pieces
              .slice(0, at)
              .map((piece) => piece.lines)
              .join("");
          const below =
            pieces
              .slice(at + 1)
              .map((piece) => piece.lines)
              .join("") + tail;
          expect(after.startsWith(above)).toBe(true);
          expect(after.slice(above.length).endsWith(below)).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
    expect(known).toBeGreaterThan(500);
  });
});
