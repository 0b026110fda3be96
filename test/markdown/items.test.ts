import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSection } from "../../src/markdown/document.ts";
import { insertItem, itemsOf } from "../../src/markdown/items.ts";
import { splice } from "../../src/markdown/text.ts";
import { addEntry, readTimeline } from "../../src/markdown/timeline.ts";
import { msOf } from "../../src/model/time.ts";
import { anyTimelineText, read, section } from "./read.ts";

function inserted(text: string, content: string, after: number): string {
  const document = read(text);
  return splice(text, [insertItem(document, section(document, "Timeline"), content, after)]);
}

describe("insertItem", () => {
  it.each([
    ["keeps a tight list tight", "## Timeline\n\n- a\n- b\n", 0, "## Timeline\n\n- a\n- new\n- b\n"],
    ["keeps a loose list loose", "## Timeline\n\n* a\n\n* b\n", 1, "## Timeline\n\n* a\n\n* b\n\n* new\n"],
    ["goes before the first", "## Timeline\n\n+ a", -1, "## Timeline\n\n+ new\n+ a"],
    ["counts an ordered list on", "## Timeline\n\n1. a\n2. b\n", 1, "## Timeline\n\n1. a\n2. b\n3. new\n"],
    ["keeps padding", "## Timeline\n\n-   a\n", 0, "## Timeline\n\n-   a\n-   new\n"],
    ["keeps indentation", "## Timeline\n\n  - a\n  - b\n", 0, "## Timeline\n\n  - a\n  - new\n  - b\n"],
    ["begins a list", "## Timeline\n\n## Impact\n", 0, "## Timeline\n\n- new\n\n## Impact\n"],
    ["begins a list at the end", "## Timeline", 0, "## Timeline\n\n- new\n"],
    ["begins a list after text", "## Timeline\n\nText.\n### More\n", 0, "## Timeline\n\nText.\n\n- new\n\n### More\n"],
    ["keeps trailing spaces where they are", "## Timeline\n\n- a  \n", 0, "## Timeline\n\n- a  \n- new\n"],
    [
      "goes behind continuation lines",
      "## Timeline\n\n- a\n  b\n\n  c\n- d\n",
      0,
      "## Timeline\n\n- a\n  b\n\n  c\n- new\n- d\n",
    ],
    ["uses CRLF", "## Timeline\r\n\r\n- a\r\n", 0, "## Timeline\r\n\r\n- a\r\n- new\r\n"],
    [
      "does not swallow what follows",
      "## Timeline\n- a\n  ```\n  ```\nText.",
      0,
      "## Timeline\n- a\n  ```\n  ```\n- new\n\nText.",
    ],
  ])("%s", (_, text, after, expected) => {
    expect(inserted(text, "new", after)).toBe(expected);
  });

  it("indents the lines of the item, blank ones not", () => {
    expect(inserted("## Timeline\n\n10. a\n", "one\n\ntwo\n", 0)).toBe("## Timeline\n\n10. a\n11. one\n\n    two\n");
  });

  it("only inserts, and is read back between its neighbours, in any document", () => {
    fc.assert(
      fc.property(anyTimelineText, fc.integer({ min: -1, max: 9 }), (text, place) => {
        const document = read(text);
        const at = findSection(document, "Timeline");
        if (!at) return;
        const old = itemsOf(document, at).map((item) => [item.source, item.checked, item.rest]);
        const edit = insertItem(document, at, "the **new** one\nsecond line", place);
        expect(edit.start).toBe(edit.end);
        const changed = read(splice(text, [edit]));
        const items = itemsOf(changed, section(changed, "Timeline"));
        const index = Math.min(place + 1, old.length);
        expect(items.map((item) => [item.source, item.checked, item.rest])).toEqual(
          old.toSpliced(index, 0, ["the **new** one", undefined, "second line"]),
        );
        expect(changed.sections.map((one) => one.title)).toEqual(document.sections.map((one) => one.title));
        const kinds = (nodes: typeof document.tree.children): string[] =>
          nodes
            .filter((node) => node.type !== "list" && !("value" in node && node.value === "<!-- -->"))
            .map((node) => node.type);
        expect(kinds(changed.tree.children)).toEqual(kinds(document.tree.children));
      }),
      { numRuns: 1500 },
    );
  });
});

describe("addEntry", () => {
  const newTime = fc
    .constantFrom("01:00:00", "02:00:00", "03:15:00", "05:00:00")
    .map((hours) => `2025-01-15T${hours}Z`);

  it("keeps an ordered timeline ordered, every old line, and reads its entry back", () => {
    fc.assert(
      fc.property(
        anyTimelineText,
        newTime,
        fc.constantFrom("@alice", "@octo/db", "@dependabot[bot]"),
        (text, at, author) => {
          const document = read(text);
          const timeline = findSection(document, "Timeline");
          if (!timeline) return;
          const old = readTimeline(document, timeline);
          const after = splice(text, [addEntry(document, timeline, at, `new words 🚒 (${author})`)]);
          const left = after.split("\n");
          for (const line of text.split("\n").slice(0, -1)) expect(left).toContain(line);
          const changed = read(after);
          const entries = readTimeline(changed, section(changed, "Timeline"));
          const mine = entries.find((entry) => entry.text === "new words 🚒");
          expect(mine).toMatchObject({ at, author, written: at });
          expect(after.slice(mine?.timeSpan.start, mine?.timeSpan.end)).toBe(at);
          expect(
            entries.filter((entry) => entry !== mine).map((entry) => [entry.at, entry.text, entry.author]),
          ).toEqual(old.map((entry) => [entry.at, entry.text, entry.author]));
          const times = (list: typeof old): number[] => list.flatMap((entry) => (entry.at ? [msOf(entry.at)] : []));
          const sorted = (list: number[]): boolean =>
            list.every((one, index) => index === 0 || (list[index - 1] as number) <= one);
          if (sorted(times(old))) expect(sorted(times(entries))).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("adds behind an entry of the same moment", () => {
    const text = "## Timeline\n\n- 2025-01-15T02:00:00Z a\n- 2025-01-15T03:00:00Z b\n";
    const document = read(text);
    expect(splice(text, [addEntry(document, section(document, "Timeline"), "2025-01-15T02:00:00Z", "c")])).toBe(
      "## Timeline\n\n- 2025-01-15T02:00:00Z a\n- 2025-01-15T02:00:00Z c\n- 2025-01-15T03:00:00Z b\n",
    );
  });

  it("reads the author of an entry of several lines", () => {
    const text = "## Timeline\n";
    const document = read(text);
    const edit = addEntry(document, section(document, "Timeline"), "2025-01-15T02:00:00Z", "one\ntwo (@alice)");
    const after = read(splice(text, [edit]));
    expect(readTimeline(after, section(after, "Timeline"))[0]).toMatchObject({ text: "one\ntwo", author: "@alice" });
  });
});
