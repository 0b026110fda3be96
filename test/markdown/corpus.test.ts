import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/markdown/document.ts";
import { splice } from "../../src/markdown/text.ts";
import { addEntry, readTimeline } from "../../src/markdown/timeline.ts";
import { corpusFiles } from "../corpus.ts";
import { read } from "./read.ts";

const marks = /[*_`[\]()\\<>#\s]|&\w+;|https?:\S+/g;

describe.each(["postmortems", "runbooks"])("the %s of real teams", (folder) => {
  const files = corpusFiles(folder);

  it.skipIf(!files)("are read, and every heading stands where its section says", () => {
    for (const { path, text } of files ?? []) {
      const result = readDocument(path, text);
      if (result.kind === "unread") continue;
      for (const one of result.document.sections) {
        const written = text.slice(one.heading.start, one.heading.end);
        expect(/^#{1,6}(\s|$)/.test(written) || /\n *(=+|-+) *$/.test(written), `${path}: ${written}`).toBe(true);
        const first = one.title.replaceAll(marks, "").slice(0, 4);
        expect(written.replaceAll(marks, ""), path).toContain(first);
      }
    }
    expect(files?.length).toBeGreaterThan(50);
  });

  it.skipIf(!files)(
    "take an entry in any section, and are themselves again without it",
    () => {
      let added = 0;
      for (const { path, text } of files ?? []) {
        const result = readDocument(path, text);
        if (result.kind === "unread") continue;
        const { sections } = result.document;
        const step = Math.max(1, Math.floor(sections.length / 4));
        for (let index = 0; index < sections.length; index += step) {
          const section = sections[index] as (typeof sections)[number];
          const edit = addEntry(result.document, section, "2025-01-15T02:00:00Z", "an entry of ours (@alice)");
          const after = splice(text, [edit]);
          expect(after.slice(0, edit.start) + after.slice(edit.start + edit.insert.length), path).toBe(text);
          const changed = read(after);
          expect(
            changed.sections.map((one) => one.title),
            path,
          ).toEqual(sections.map((one) => one.title));
          const there = changed.sections[index] as (typeof sections)[number];
          expect(readTimeline(changed, there), `${path}, ${section.title}`).toContainEqual(
            expect.objectContaining({ at: "2025-01-15T02:00:00Z", text: "an entry of ours", author: "@alice" }),
          );
          added += 1;
        }
      }
      expect(added).toBeGreaterThan(100);
    },
    60_000,
  );
});
