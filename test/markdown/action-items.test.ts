import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  linkActionItem,
  type PlacedActionItem,
  readActionItems,
  renameActionItem,
  tickActionItem,
} from "../../src/markdown/action-items.ts";
import type { Document } from "../../src/markdown/document.ts";
import { sectionOf } from "../../src/markdown/section-names.ts";
import { type Splice, splice } from "../../src/markdown/text.ts";
import { defaultConfig } from "../../src/model/config.ts";
import { read } from "./read.ts";

function items(document: Document): readonly PlacedActionItem[] {
  const section = sectionOf(document, "Action items", defaultConfig);
  return section ? readActionItems(document, section) : [];
}

const bare = ({ item: _item, span: _span, line: _line, ...rest }: PlacedActionItem): object => rest;

/** Edits item `pick` of a text and returns all items as they are read afterwards. */
function edited(
  text: string,
  pick: number,
  edit: (document: Document, item: PlacedActionItem) => Splice,
): readonly object[] {
  const document = read(text);
  return items(read(splice(text, [edit(document, items(document)[pick] as PlacedActionItem)]))).map(bare);
}

describe("reading", () => {
  it("reads every field of a line, and its place", () => {
    const text =
      "## Follow-up actions\n\n- [x] **Fix** the `script` @octo-db due:2025-01-16 priority:High type:prevent every:3mo #57\n";
    expect(items(read(text))[0]).toMatchObject({
      text: "**Fix** the `script`",
      done: true,
      owner: "@octo-db",
      due: "2025-01-16",
      priority: "high",
      type: "prevent",
      every: "3mo",
      issue: 57,
      line: 3,
    });
  });

  it.each([
    ["a team", "- [ ] x @octo/db-team", { owner: "@octo/db-team", text: "x" }],
    ["a silenced owner", "- [ ] x @\u2060alice", { owner: "@alice", text: "x" }],
    ["no box", "* x", { done: false, text: "x" }],
    ["an empty box", "- [ ]", { done: false, text: "" }],
    ["a number inside the text", "- [ ] Undo #12 in the proxy", { issue: undefined, text: "Undo #12 in the proxy" }],
    ["an address", "- [ ] write a@b.org", { owner: undefined, text: "write a@b.org" }],
    ["a broken date, as written", "- [ ] x due:soon", { due: "soon", text: "x" }],
  ])("%s", (_, line, expected) => {
    expect(items(read(`## Action items\n\n${line}\n`))[0]).toMatchObject(expected);
  });
});

const words = fc.constantFrom(
  "Fix the script",
  "**Bold** start",
  "`code` and [a link](x)",
  "Umlaut ü 🚒",
  "Undo #12 then more",
  "a. b. c",
);
const line = fc
  .record({
    bullet: fc.constantFrom("- [ ] ", "* [x] ", "+ [X]  ", "- ", "  - [ ] ", "1. [ ] "),
    words,
    fields: fc.subarray(["@octo-db", "due:2025-01-16", "priority:low", "type:prevent"]),
    between: fc.boolean(),
    issue: fc.constantFrom("", " #57"),
    more: fc.constantFrom("", "  ", "\n  more", "\n  - [ ] nested @eve #9", "\n\n  second"),
  })
  .map(({ bullet, words: text, fields, between, issue, more }) => {
    const said = between ? `Ask ${fields.join(" ")} ${text}` : [text, ...fields].join(" ");
    return `${bullet}${said}${issue}${more}`;
  });
const list = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    mark: fc.constantFrom("", "\uFEFF"),
    crlf: fc.boolean(),
    end: fc.constantFrom("", "\n", "\n\n## Lessons\n"),
    gap: fc.constantFrom("\n", "\n\n"),
  })
  .map(({ lines, mark, crlf, end, gap }) => {
    const text = `## Action items\n\n${lines.join(gap)}${end}`;
    return mark + (crlf ? text.replaceAll("\n", "\r\n") : text);
  });

/** One item of any list, changed; the others must stay. */
function everywhere(
  edit: (document: Document, item: PlacedActionItem) => Splice,
  expected: (item: PlacedActionItem) => object,
): void {
  fc.assert(
    fc.property(list, fc.nat(), (text, nth) => {
      const old = items(read(text));
      const pick = nth % old.length;
      const wanted = old.map((item, index) => (index === pick ? expected(item) : bare(item)));
      expect(edited(text, pick, edit)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
}

describe("editing one item", () => {
  it("links it", () => {
    everywhere(
      (_, item) => linkActionItem(item, 88),
      (item) => ({ ...bare(item), text: item.issue ? `${item.text} #${item.issue}` : item.text, issue: 88 }),
    );
  });

  it("ticks and unticks it", () => {
    for (const done of [true, false]) {
      everywhere(
        (document, item) => tickActionItem(document, item, done),
        (item) => ({ ...bare(item), done }),
      );
    }
  });

  it("renames it, keeping its owner, dates and number", () => {
    everywhere(
      (_, item) => renameActionItem(item, "New *words*"),
      (item) => ({ ...bare(item), text: "New *words*" }),
    );
  });

  it("touches the line alone", () => {
    const text = "## Action items\r\n\r\n* [ ]  x  @a  \r\n* [ ] y\r\n";
    const document = read(text);
    const [first] = items(document) as [PlacedActionItem];
    expect(splice(text, [linkActionItem(first, 5)])).toBe("## Action items\r\n\r\n* [ ]  x  @a #5  \r\n* [ ] y\r\n");
    expect(splice(text, [tickActionItem(document, first, true)])).toBe(text.replace("[ ]", "[x]"));
  });
});
